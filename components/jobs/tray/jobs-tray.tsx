"use client";

import SquarePlay from "lucide-react/icons/square-play";
import { useState } from "react";
import { ProblemMessage } from "@/components/patterns/problem-message";
import { useCan } from "@/components/patterns/who";
import { Link } from "@/components/ui/link";
import { Popover } from "@/components/ui/popover";
import { useShortcut } from "@/components/ui/shortcuts/use-shortcut";
import { Skeleton } from "@/components/ui/skeleton";
import { Tooltip } from "@/components/ui/tooltip";
import { problemOf } from "@/lib/browser/queries";
import { JobQuestions } from "../job-questions";
import { useCurrentJobs, useNotices } from "../queries";
import { useJobActs } from "../use-job-acts";
import { isMoving, isUnderWay } from "../words/acts";
import { TrayJob } from "./tray-job";
import { TrayNotices } from "./tray-notices";
import { runningMine, trayJobs, trayLabel } from "./tray-words";
import { useEndedJobs } from "./use-ended-jobs";
import { useNoticeNews } from "./use-notice-news";
import { useReadNotices } from "./use-read-notices";
import { useTabTitle } from "./use-tab-title";

function TrayButton({ underWay, unread, ...rest }: { underWay: number; unread: number }) {
  const label = trayLabel(underWay, unread);
  return (
    <Tooltip content={label}>
      <button
        {...rest}
        type="button"
        aria-label={label}
        className="touch-target relative inline-flex h-8 min-w-8 shrink-0 items-center justify-center gap-1.5 rounded-control px-2 text-muted transition-colors hover:bg-hover hover:text-ink active:bg-pressed data-popup-open:bg-pressed data-popup-open:text-ink"
      >
        <SquarePlay aria-hidden className="size-4" />
        {/* A phone's bar has room for one number, over the icon. */}
        {underWay > 0 && (
          <span className="tabular text-12 max-sm:hidden">{underWay.toLocaleString("en-US")}</span>
        )}
        {unread > 0 && (
          <span className="tabular inline-flex h-4 min-w-4 items-center justify-center rounded-full bg-ink px-1 text-12 font-medium leading-4 text-page max-sm:absolute max-sm:-right-0.5 max-sm:-top-1">
            {unread > 99 ? "99+" : unread}
          </span>
        )}
      </button>
    </Tooltip>
  );
}

/** Follows the jobs of everybody through the pages, and tells the reader what ended. */
function Tray() {
  const [open, setOpen] = useState(false);
  const current = useCurrentJobs();
  const jobs = current.data?.value.items;
  const notices = useNotices(jobs?.some(isMoving) ?? false);
  const acts = useJobActs();
  const items = notices.data?.value.items;
  const ended = useNoticeNews(items, () => setOpen(true));
  const fresh = useReadNotices(open, items);
  useEndedJobs(jobs);
  useTabTitle({ ended, running: runningMine(jobs ?? []) });
  useShortcut({ keys: "j", label: "Jobs and notices", group: "Everywhere", run: () => setOpen(true) });

  const listed = trayJobs(jobs ?? []);
  const close = () => setOpen(false);
  const trouble = problemOf(current.error) ?? problemOf(notices.error) ?? acts.problem;
  return (
    <>
      <Popover
        title="Jobs"
        open={open}
        onOpenChange={setOpen}
        align="end"
        // Below the top bar also where it has more to show than fits.
        className="max-h-[calc(100dvh-3.75rem)] w-100 overflow-y-auto"
        trigger={
          <TrayButton
            underWay={(jobs ?? []).filter(isUnderWay).length}
            unread={notices.data?.value.unread ?? 0}
          />
        }
      >
        <div className="flex flex-col gap-3 text-13">
          {trouble && <ProblemMessage problem={trouble} />}
          {jobs === undefined && !trouble && <Skeleton className="h-10 w-full" />}
          {jobs !== undefined && listed.length === 0 && <p className="text-muted">Nothing is under way.</p>}
          {listed.length > 0 && (
            <ul aria-label="Jobs under way">
              {listed.map((job) => (
                <TrayJob key={job.jobId} job={job} acts={acts} onLeave={close} />
              ))}
            </ul>
          )}
          <Link href="/jobs" onClick={close} className="w-fit">
            All jobs
          </Link>
          <section aria-labelledby="tray-notices" className="flex flex-col gap-2 border-t border-line pt-3">
            <h3 id="tray-notices" className="font-semibold">
              Notices
            </h3>
            <TrayNotices items={items} fresh={fresh} onLeave={close} />
          </section>
        </div>
      </Popover>
      <JobQuestions acts={acts} jobs={jobs ?? []} />
    </>
  );
}

/** The tray in the top bar, for everybody who may see jobs. */
export function JobsTray() {
  return useCan()("jobs:read") ? <Tray /> : null;
}
