"use client";

import type { DateRange } from "@/components/patterns/table-state/filter-parsers";
import { usePollClock } from "@/components/patterns/time/use-poll-clock";
import { usePollFallback } from "@/lib/browser/events";
import { useRead } from "@/lib/browser/queries";
import { deviceEvents } from "@/lib/contract/device-events";

const dayMs = 86_400_000;
/** Events are told of as they come; the clock asks in case one was missed, and for what only the vendor remembers. */
const everyMs = { told: 60_000, untold: 10_000 };

export interface EventFilters {
  type: string | null;
  device?: string | null;
  tag?: string | null;
  time: DateRange | null;
  source: "hook" | "vendor" | null;
}

/** The address's filters as the API takes them: days become instants, the last day included. */
export function eventQuery({ type, device, tag, time, source }: EventFilters) {
  return {
    ...(type && { type }),
    ...(device && { rotPublicUid: device }),
    ...(tag && { tag }),
    ...(source && { source }),
    ...(time?.from && { from: `${time.from}T00:00:00.000Z` }),
    ...(time?.to && { to: new Date(Date.parse(`${time.to}T00:00:00Z`) + dayMs).toISOString() }),
  } as const;
}

/** A page of events, with the clock that says when it is read again. */
export function useEvents(page: string, filters: EventFilters, cursor: string | null) {
  const intervalMs = usePollFallback(everyMs.untold, everyMs.told);
  const clock = usePollClock(page, intervalMs);
  const read = useRead(
    deviceEvents.list,
    { query: { ...eventQuery(filters), ...(cursor !== null && { cursor }) } },
    { paused: clock.paused, pollEveryMs: () => clock.refetchInterval },
  );
  return { read, clock };
}

const activityEveryMs = 60_000;

/** The latest commands of a device. */
export const useActivity = (rotPublicUid: string) =>
  useRead(
    deviceEvents.activity,
    { params: { deviceId: rotPublicUid } },
    { pollEveryMs: () => activityEveryMs },
  );
