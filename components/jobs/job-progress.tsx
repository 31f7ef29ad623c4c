"use client";

import { ProgressBar } from "@/components/ui/progress";
import { useNow } from "@/components/ui/use-now";
import type { JobSummary } from "@/lib/contract/jobs";
import { paceText, progressOf } from "./words/progress";

/** An estimate that changes every second would only distract. */
const slowMs = 10_000;

/**
 * How far a job is, in the little room of a row: the bar and, below it, rows and how it gets on. Until it is over the
 * lines stay as many, so that nothing below them moves.
 */
export function JobProgress({ job }: { job: JobSummary }) {
  const nowMs = useNow(slowMs);
  const { value, max, text } = progressOf(job);
  const pace = (job.state === "paused" && job.reason?.words) || paceText(job, nowMs);
  const ended = job.state === "done" || job.state === "stopped" || job.state === "failed";
  return (
    <div className="flex min-w-0 flex-col gap-1">
      {!ended && job.state !== "ready" && (
        <ProgressBar label={`Progress of ${job.title}`} value={value} max={max} text={text} />
      )}
      <span className="tabular text-12 text-muted">{text}</span>
      {!ended && pace !== null && <span className="tabular truncate text-12 text-muted">{pace}</span>}
    </div>
  );
}
