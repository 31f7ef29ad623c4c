"use client";

import { useLocalPreference } from "@/components/ui/use-local-preference";

const states = ["running", "paused"] as const;

export interface PollClockControl {
  paused: boolean;
  intervalMs: number;
  setPaused: (paused: boolean) => void;
  /** For TanStack Query's `refetchInterval`; false while paused. Hidden tabs rest by themselves. */
  refetchInterval: number | false;
}

/** Whether a page renews itself; Pause is remembered per page in this browser. */
export function usePollClock(page: string, intervalMs: number): PollClockControl {
  const [state, setState] = useLocalPreference(`muniment:poll:${page}`, states, "running");
  const paused = state === "paused";
  return {
    paused,
    intervalMs,
    setPaused: (next) => setState(next ? "paused" : "running"),
    refetchInterval: paused ? false : intervalMs,
  };
}
