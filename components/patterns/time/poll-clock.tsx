"use client";

import Pause from "lucide-react/icons/pause";
import Play from "lucide-react/icons/play";
import RefreshCw from "lucide-react/icons/refresh-cw";
import { IconButton } from "@/components/ui/icon-button";
import { SpinnerRing } from "@/components/ui/spinner";
import { useNow } from "@/components/ui/use-now";
import { duration } from "./format-time";
import type { PollClockControl } from "./use-poll-clock";

export interface PollClockProps {
  control: PollClockControl;
  /** When the last answer came, in milliseconds (`query.dataUpdatedAt`); 0 before the first. */
  updatedAtMs: number;
  /** When the next try is due, where back-off makes it later than the interval. */
  nextAtMs?: number;
  refreshing?: boolean;
  onRefresh: () => void;
}

/** Once a second inside the first minute, then once a minute: enough to trust, not to distract. */
function ago(ms: number): string {
  return ms < 60_000 ? duration(ms).replace("s", " s") : `${Math.floor(ms / 60_000)} min`;
}

function words(props: PollClockProps, nowMs: number | null): string {
  if (props.updatedAtMs === 0 || nowMs === null) return "";
  const updated = `Updated ${ago(Math.max(0, nowMs - props.updatedAtMs))} ago`;
  if (props.control.paused) return `${updated} · paused`;
  if (props.refreshing) return `${updated} · updating`;
  const dueMs = (props.nextAtMs ?? props.updatedAtMs + props.control.intervalMs) - nowMs;
  return dueMs > 0 ? `${updated} · next in ${ago(dueMs)}` : updated;
}

/** "Updated 12 s ago · next in 18 s", refresh and pause. Never announced: it only ticks. */
export function PollClock(props: PollClockProps) {
  const nowMs = useNow();
  const { paused, setPaused } = props.control;
  return (
    <div className="flex items-center gap-0.5 text-12 text-muted">
      <span className="tabular mr-1 whitespace-nowrap">{words(props, nowMs)}</span>
      <IconButton
        label="Update now"
        size="small"
        icon={
          props.refreshing ? (
            <SpinnerRing className="size-3.5" />
          ) : (
            <RefreshCw aria-hidden className="size-3.5" />
          )
        }
        onClick={props.onRefresh}
      />
      <IconButton
        label={paused ? "Resume updating" : "Pause updating"}
        size="small"
        icon={paused ? <Play aria-hidden className="size-3.5" /> : <Pause aria-hidden className="size-3.5" />}
        onClick={() => setPaused(!paused)}
      />
    </div>
  );
}
