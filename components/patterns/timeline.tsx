import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { StatusIcon, type StatusKind } from "@/components/ui/status-icon";

export interface TimelineEntry {
  id: string;
  kind: StatusKind;
  /** What happened, as a sentence without a time. */
  title: ReactNode;
  /** A `RelativeTime` or `ExactTime`. */
  time?: ReactNode;
  detail?: ReactNode;
}

/** A life in order, newest first unless the list says otherwise. */
export function Timeline({ entries, label }: { entries: readonly TimelineEntry[]; label: string }) {
  return (
    <ol aria-label={label} className="text-13">
      {entries.map((entry, index) => (
        <li key={entry.id} className="relative flex gap-3 pb-4 last:pb-0">
          <span
            aria-hidden
            className={cn(
              "absolute left-[7.5px] top-6 bottom-1 w-px bg-line-strong",
              index === entries.length - 1 && "hidden",
            )}
          />
          <StatusIcon kind={entry.kind} className="mt-0.5" />
          <div className="min-w-0 flex-1">
            <p className="[overflow-wrap:anywhere]">{entry.title}</p>
            {(entry.time || entry.detail) && (
              <div className="text-12 text-muted [overflow-wrap:anywhere]">
                {entry.time}
                {entry.time && entry.detail && " · "}
                {entry.detail}
              </div>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}
