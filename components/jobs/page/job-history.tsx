"use client";

import { useEffect, useRef } from "react";
import { readFailure } from "@/components/patterns/answer";
import { outcomeKind, outcomeWord } from "@/components/patterns/outcome";
import { Section } from "@/components/patterns/section";
import { NoPermission } from "@/components/patterns/states";
import { RelativeTime } from "@/components/patterns/time/timestamp";
import { Timeline } from "@/components/patterns/timeline";
import { useCan } from "@/components/patterns/who";
import { Link } from "@/components/ui/link";
import { Skeleton } from "@/components/ui/skeleton";
import type { Job } from "@/lib/contract/jobs";
import { auditOfJobPath } from "../paths";
import { useJobHistory } from "../queries";
import { useShownJob } from "./job-context";
import { useJobTitle } from "./use-job-title";

/** The history tells of no changes itself: it is read again whenever the job has moved. */
function useFollow(
  { state, calls: { made } }: Job,
  readAgain: (options: { cancelRefetch: false }) => unknown,
) {
  const seen = useRef({ state, made });
  useEffect(() => {
    if (seen.current.state === state && seen.current.made === made) return;
    seen.current = { state, made };
    void readAgain({ cancelRefetch: false });
  }, [state, made, readAgain]);
}

/** What the audit history holds of a job: who steered it, and every call it made. */
export function JobHistory() {
  const { job, renewal } = useShownJob();
  useJobTitle("History");
  const mayRead = useCan()("audit:read");
  const read = useJobHistory(job.jobId, mayRead, renewal);
  useFollow(job, read.refetch);
  if (!mayRead) return <NoPermission permission="audit:read" what="see the audit history" />;
  const failure = readFailure(read);
  const answer = read.isPlaceholderData ? undefined : read.data?.value;
  return (
    <Section
      title="Latest in the audit history"
      description="Who planned, started and steered this job, and every call it made: first the intent, then its outcome."
      actions={
        <Link className="text-13" href={auditOfJobPath(job.jobId)}>
          Open in the audit history
        </Link>
      }
    >
      {failure}
      {!failure && answer === undefined && <Skeleton className="h-40 w-full" />}
      {answer?.items.length === 0 && <p className="text-13 text-muted">Nothing has been recorded yet.</p>}
      <Timeline
        label="Audit history of this job"
        entries={(answer?.items ?? []).map((entry) => ({
          id: entry.entryId,
          kind: outcomeKind(entry.outcome),
          title: (
            <Link href={`/audit/${entry.entryId}`} prefetch={false}>
              {outcomeWord(entry.outcome)}: {entry.action}
            </Link>
          ),
          time: <RelativeTime value={entry.at} />,
          detail: `${entry.actorName} · ${entry.subjectType} ${entry.subjectId}`,
        }))}
      />
      {answer?.nextCursor && (
        <p className="text-13 text-muted">The latest {answer.items.length} entries are shown.</p>
      )}
    </Section>
  );
}
