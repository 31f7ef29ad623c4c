"use client";

import { RelativeTime } from "@/components/patterns/time/timestamp";
import { Badge } from "@/components/ui/badge";
import { RowLink } from "@/components/ui/link";
import { Skeleton } from "@/components/ui/skeleton";
import { StatusIcon } from "@/components/ui/status-icon";
import type { Notice } from "@/lib/contract/notices";
import { noticeKinds } from "./tray-words";

/** What ended without the reader. Those in `fresh` were not read before the panel was opened. */
export function TrayNotices(props: {
  /** Undefined until they are read. */
  items: readonly Notice[] | undefined;
  fresh: ReadonlySet<string>;
  onLeave: () => void;
}) {
  if (props.items === undefined) return <Skeleton className="h-10 w-full" />;
  if (props.items.length === 0) {
    return <p className="text-13 text-muted">What ends while you are elsewhere is told here.</p>;
  }
  return (
    <ul>
      {props.items.map((notice) => (
        <li
          key={notice.noticeId}
          className="flex gap-2 border-t border-line py-2 first:border-t-0 first:pt-0"
        >
          <StatusIcon kind={noticeKinds[notice.kind]} className="mt-0.5" />
          <div className="min-w-0 flex-1">
            <div className="flex items-start gap-2">
              <RowLink
                href={notice.href}
                onClick={props.onLeave}
                className="min-w-0 flex-1 [overflow-wrap:anywhere]"
              >
                {notice.title}
              </RowLink>
              {props.fresh.has(notice.noticeId) && <Badge>New</Badge>}
            </div>
            <p className="text-12 text-muted [overflow-wrap:anywhere]">
              {notice.words} <RelativeTime value={notice.at} />
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}
