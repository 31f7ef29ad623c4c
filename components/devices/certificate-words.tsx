"use client";

import { exactTime } from "@/components/patterns/time/format-time";
import { StatusIcon } from "@/components/ui/status-icon";
import { Tooltip } from "@/components/ui/tooltip";
import { useNow } from "@/components/ui/use-now";
import { certificateStanding } from "./certificate-standing";

const minuteMs = 60_000;

/** "24 days left" with the exact end in a tooltip; a triangle or an octagon when somebody has to act. */
export function DaysLeft({ expiresAt }: { expiresAt: string | null }) {
  const standing = certificateStanding(expiresAt, useNow(minuteMs));
  if (expiresAt === null || standing === undefined) return null;
  return (
    <span className="inline-flex items-center gap-1 whitespace-nowrap">
      {standing.kind !== "ok" && <StatusIcon kind={standing.kind} className="size-3.5" />}
      <Tooltip content={exactTime(expiresAt)}>
        <time
          dateTime={expiresAt}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: the tooltip has to be reachable by keyboard
          tabIndex={0}
          className="tabular rounded-2 underline decoration-line-strong decoration-dotted underline-offset-3"
        >
          {standing.words}
        </time>
      </Tooltip>
    </span>
  );
}
