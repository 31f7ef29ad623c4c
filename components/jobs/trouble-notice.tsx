"use client";

import { Notice } from "@/components/patterns/notice";
import { ButtonLink } from "@/components/ui/link";
import { useNow } from "@/components/ui/use-now";
import type { JobSummary } from "@/lib/contract/jobs";
import { jobRowsPath } from "./paths";
import { troubleOf } from "./words/reasons";

/** Why a job does not go on, and what happens next. Nothing while all is well. */
export function TroubleNotice({ job }: { job: JobSummary }) {
  const nowMs = useNow();
  const trouble = nowMs === null ? undefined : troubleOf(job, nowMs);
  if (trouble === undefined) return null;
  const code = job.reason?.code;
  return (
    <Notice
      kind={trouble.kind}
      title={trouble.title}
      actions={
        code === "vendor_away" || code === "vendor_denied" ? (
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
