import type { Query } from "@tanstack/react-query";

/** What makes a read stay as it is until its reader does something. Events look for the mark in `meta`. */
export const pausedOptions = {
  refetchOnWindowFocus: false,
  refetchOnReconnect: false,
  meta: { paused: true },
} as const;

/** Whether nobody who shows this wants to see it change. */
export function isPaused({ observers }: Query): boolean {
  return observers.length > 0 && observers.every(({ options }) => options.meta?.paused === true);
}
