"use client";

import { Notice } from "@/components/patterns/notice";
import type { PollClockControl } from "@/components/patterns/time/use-poll-clock";
import { Button } from "@/components/ui/button";
import { useNewsWhilePaused } from "./use-news";

/** While the list stands still: what it does not show yet, and the way on. */
export function PausedNotice({ clock, rotPublicUid }: { clock: PollClockControl; rotPublicUid?: string }) {
  const news = useNewsWhilePaused(clock.paused, rotPublicUid);
  if (!clock.paused) return null;
  return (
    <Notice
      kind={news === 0 ? "neutral" : "waiting"}
      title={
        news === 0
          ? "The list stands still"
          : `${news.toLocaleString("en-US")} new ${news === 1 ? "event" : "events"} since the list stands still`
      }
      actions={<Button onClick={() => clock.setPaused(false)}>Show new events</Button>}
    />
  );
}
