"use client";

import { usePathname, useRouter } from "next/navigation";
import { type ReactNode, useRef } from "react";
import { readFailure } from "@/components/patterns/answer";
import { Page } from "@/components/patterns/dossier";
import { Identifier } from "@/components/patterns/identifier";
import { PageHead } from "@/components/patterns/page-head";
import { ProblemMessage } from "@/components/patterns/problem-message";
import { Blank } from "@/components/patterns/states";
import { PollClock } from "@/components/patterns/time/poll-clock";
import { useKeptFocus } from "@/components/patterns/use-kept-focus";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/link";
import { Skeleton } from "@/components/ui/skeleton";
import { TabLinks } from "@/components/ui/tabs";
import { problemOf } from "@/lib/browser/queries";
import { jobKinds } from "@/lib/contract/job-kinds";
import type { Job } from "@/lib/contract/jobs";
import { JobQuestions } from "../job-questions";
import { JobStatus } from "../job-status";
import { jobHistoryPath, jobPath, jobRowsPath } from "../paths";
import { useJob } from "../queries";
import { TroubleNotice } from "../trouble-notice";
import { useJobActs } from "../use-job-acts";
import { isMoving } from "../words/acts";
import { JobButtons } from "./job-buttons";
import { JobProvider } from "./job-context";
import { useJobNews } from "./use-job-news";

function JobTabs({ job: { jobId, kind, rows } }: { job: Job }) {
  const pathname = usePathname();
  const tabs = [
    { href: jobPath(jobId), label: "Overview" },
    // A file is read page by page: it has no rows of its own.
    ...(jobKinds[kind].makes === "rows"
      ? [{ href: jobRowsPath(jobId), label: "Rows", count: rows.total }]
      : []),
    { href: jobHistoryPath(jobId), label: "History" },
  ];
  return (
    <TabLinks
      label="Parts of this job"
      items={tabs.map((tab) => ({ ...tab, current: pathname === tab.href }))}
    />
  );
}

/** In the place of a job that cannot be read, and that no other try would find. */
function JobGone() {
  return (
    <Blank title="There is no such job" actions={<ButtonLink href="/jobs">All jobs</ButtonLink>} alert>
      Its address is wrong, or it is not there any more: a plan that nobody starts is removed after a day.
    </Blank>
  );
}

/** Around every tab of a plan or job: what it is, how it stands, what can be done. */
export function JobFrame({ jobId, children }: { jobId: string; children: ReactNode }) {
  const router = useRouter();
  const { read, clock } = useJob(jobId);
  const acts = useJobActs();
  const heading = useRef<HTMLSpanElement>(null);
  const keptFocus = useKeptFocus(heading);
  const trouble = problemOf(read.error);
  // A plan that was discarded elsewhere is gone, whatever was read of it before.
  const gone = trouble?.code === "not_found";
  const job = read.isPlaceholderData || gone ? undefined : read.data?.value;
  useJobNews(job);

  const failure = gone ? <JobGone /> : readFailure(read, "The other jobs go on.");
  return (
    <Page>
      {job === undefined && <PageHead title="Job" />}
      {failure}
      {!failure && job === undefined && <Skeleton className="h-96 w-full" />}
      {job && (
        <div {...keptFocus} className="contents">
          <PageHead
            title={
              <span ref={heading} tabIndex={-1} className="rounded-2">
                {job.title}
              </span>
            }
            status={<JobStatus job={job} variant="badge" />}
            description={
              <span className="flex flex-wrap items-center gap-x-2">
                {jobKinds[job.kind].label}
                <Identifier value={jobId} label="job id" />
                <span>by {job.startedBy ?? job.createdBy}</span>
              </span>
            }
            clock={
              <PollClock
                control={clock}
                updatedAtMs={read.dataUpdatedAt}
                refreshing={read.isFetching}
                onRefresh={() => read.refetch()}
              />
            }
            action={<JobButtons job={job} acts={acts} />}
          />
          {trouble && <ProblemMessage problem={trouble} />}
          {acts.problem && (
            <ProblemMessage
              problem={acts.problem}
              actions={<Button onClick={acts.forgetProblem}>Dismiss</Button>}
            />
          )}
          <TroubleNotice job={job} />
          <JobTabs job={job} />
          <JobProvider
            shown={{
              job,
              acts,
              renewal: { everyMs: isMoving(job) ? clock.intervalMs : false, paused: clock.paused },
            }}
          >
            {children}
          </JobProvider>
          <JobQuestions acts={acts} jobs={[job]} onDiscarded={() => router.push("/jobs")} />
        </div>
      )}
    </Page>
  );
}
