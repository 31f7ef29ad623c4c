"use client";

import { PageHead, type PageHeadProps } from "./page-head";
import { PollClock } from "./time/poll-clock";
import type { PollClockControl } from "./time/use-poll-clock";

/** What the clock needs of a read: `useRead` gives it. */
export interface PolledRead {
  dataUpdatedAt: number;
  isFetching: boolean;
  refetch: () => unknown;
}

export interface PolledPageHeadProps extends Omit<PageHeadProps, "clock"> {
  /** Of `usePollClock`. */
  clock: PollClockControl;
  read: PolledRead;
  /** When the next try is due, where back-off makes it later than the interval. */
  nextAtMs?: number;
}

/** The head of a page that renews itself: with the clock of its read. */
export function PolledPageHead({ clock, read, nextAtMs, ...head }: PolledPageHeadProps) {
  return (
    <PageHead
      {...head}
      clock={
        <PollClock
          control={clock}
          updatedAtMs={read.dataUpdatedAt}
          nextAtMs={nextAtMs}
          refreshing={read.isFetching}
          onRefresh={() => read.refetch()}
        />
      }
    />
  );
}
