"use client";

import { Tooltip } from "@/components/ui/tooltip";
import { useNow } from "@/components/ui/use-now";
import { daysAway, exactTime, relativeTime } from "./format-time";

const slowMs = 30_000;

export interface TimestampProps {
  /** ISO 8601 instant. Null or absent: `missing` is shown. */
  value: string | null | undefined;
  /** What an absent time means: "never", "not yet". Default: nothing. */
  missing?: string;
}

/**
 * "12 minutes ago", with the exact UTC time in a tooltip. For events, jobs and lists. Expiry and
 * deadlines use `ExactTime`.
 */
export function RelativeTime({ value, missing }: TimestampProps) {
  const nowMs = useNow(slowMs);
  if (!value) return missing ? <span className="text-muted">{missing}</span> : null;
  return (
    <Tooltip content={exactTime(value, true)}>
      <time
        dateTime={value}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the tooltip has to be reachable by keyboard
        tabIndex={0}
        className="tabular whitespace-nowrap rounded-2 underline decoration-line-strong decoration-dotted underline-offset-3"
      >
        {nowMs === null ? exactTime(value) : relativeTime(value, nowMs)}
      </time>
    </Tooltip>
  );
}

/**
 * "Sun, 14 March 2027, 09:00 UTC · in 112 days". For certificates, keys and every date somebody has
 * to act before. `distance={false}` leaves the days out.
 */
export function ExactTime({ value, missing, distance = true }: TimestampProps & { distance?: boolean }) {
  const nowMs = useNow(slowMs);
  if (!value) return missing ? <span className="text-muted">{missing}</span> : null;
  return (
    <span className="tabular">
      <time dateTime={value}>{exactTime(value)}</time>
      {distance && nowMs !== null && <span className="text-muted"> · {daysAway(value, nowMs)}</span>}
    </span>
  );
}
