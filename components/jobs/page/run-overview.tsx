"use client";

import { Dossier } from "@/components/patterns/dossier";
import { RawJson } from "@/components/patterns/raw-json";
import { Section } from "@/components/patterns/section";
import { Progress } from "@/components/ui/progress";
import { useNow } from "@/components/ui/use-now";
import { jobKinds } from "@/lib/contract/job-kinds";
import type { Job } from "@/lib/contract/jobs";
import { jobRowsPath } from "../paths";
import { Reasons } from "../plan/reasons";
import { callsText, paceText, progressOf } from "../words/progress";
import { JobFacts } from "./job-facts";
import { JobFile } from "./job-file";
import { JobLife } from "./job-life";
import { RowCounts } from "./row-counts";

/** An estimate that changes every second would only distract. */
const slowMs = 10_000;

function HowFar({ job }: { job: Job }) {
  const nowMs = useNow(slowMs);
  const { value, max, text } = progressOf(job);
  const pace = paceText(job, nowMs);
  return (
    <Section title="Progress">
      <Progress
        label={job.state === "running" ? "Running" : "Carried out"}
        value={value}
        max={max}
        text={`${text} · ${callsText(job)}`}
      />
      {pace !== null && <p className="tabular text-13 text-muted">{pace}</p>}
      {jobKinds[job.kind].makes === "rows" && <RowCounts job={job} />}
    </Section>
  );
}

/** A job that was started: how far it is, what went wrong, what it is. */
export function RunOverview({ job }: { job: Job }) {
  const { rows, failures, skipped, jobId } = job;
  return (
    <div className="flex flex-col gap-8">
      <Dossier
        facts={
          <>
            <HowFar job={job} />
            <JobFile job={job} />
            {rows.failed > 0 && (
              <Section title="Failed, and why">
                <Reasons
                  label="Why rows failed"
                  reasons={failures}
                  total={rows.failed}
                  href={jobRowsPath(jobId, "failed")}
                />
              </Section>
            )}
            {rows.skipped > 0 && (
              <Section title="Skipped, and why">
                <Reasons
                  label="Why rows are skipped"
                  reasons={skipped}
                  total={rows.skipped}
                  rest={job.state === "stopped" ? "Not begun before the job stopped" : undefined}
                  href={jobRowsPath(jobId, "skipped")}
                />
              </Section>
            )}
            <JobFacts job={job} />
          </>
        }
        life={<JobLife job={job} />}
      />
      <RawJson label="Raw job" value={job} />
    </div>
  );
}
