"use client";

import { useState } from "react";
import { Notice } from "@/components/patterns/notice";
import { ButtonLink } from "@/components/ui/link";
import { useNow } from "@/components/ui/use-now";
import { goesOnByItself, type JobSummary } from "@/lib/contract/jobs";
import { jobRowsPath } from "./paths";
import { troubleOf } from "./words/reasons";

/**
 * A job that waits for its vendor tries again now and then. Until a call has come to its end it is told of as waiting,
 * so that the page does not jump with each try.
 */
function useSteady(job: JobSummary): JobSummary {
  const [waiting, setWaiting] = useState<JobSummary>();
  if (job.state !== "running") {
    const next = goesOnByItself(job.reason?.code) ? job : undefined;
    if (next !== waiting) setWaiting(next);
    return job;
  }
  return waiting?.jobId === job.jobId && waiting.calls.made === job.calls.made ? waiting : job;
}

/** Why a job does not go on, and what happens next. Nothing while all is well. */
export function TroubleNotice({ job: latest }: { job: JobSummary }) {
  const job = useSteady(latest);
  const nowMs = useNow();
  const trouble = nowMs === null ? undefined : troubleOf(job, nowMs);
  if (trouble === undefined) return null;
  const code = job.reason?.code;
  return (
    <Notice
      kind={trouble.kind}
      title={trouble.title}
      actions={
        code === "vendor_budget" ? (
          <ButtonLink href="/connections/juniper">See the budget</ButtonLink>
        ) : code === "vendor_away" || code === "vendor_denied" ? (
          <ButtonLink href="/connections">See the connection</ButtonLink>
        ) : code === "failures" ? (
          <ButtonLink href={jobRowsPath(job.jobId, "failed")}>Show failed rows</ButtonLink>
        ) : undefined
      }
    >
      {trouble.words && <p>{trouble.words}</p>}
      <p>{trouble.next}</p>
    </Notice>
  );
}
