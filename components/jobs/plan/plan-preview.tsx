import { Notice } from "@/components/patterns/notice";
import { Section } from "@/components/patterns/section";
import { jobKinds } from "@/lib/contract/job-kinds";
import type { Job } from "@/lib/contract/jobs";
import { jobRowsPath } from "../paths";
import { plannedRows } from "../words/progress";
import { canStart } from "../words/starting";
import { FirstRows } from "./first-rows";
import { PlanFacts } from "./plan-facts";
import { Reasons } from "./reasons";

/** What follows from a plan, in its first line. A file changes nothing. */
export function consequenceOf(job: Job): string {
  return job.consequence ?? "Changes nothing: the list is read to its end and kept as a file.";
}

/** What a plan would do, to how many and to which, and what it leaves out. What is shown is what runs. */
export function PlanPreview({ job }: { job: Job }) {
  const { rows } = job;
  return (
    <>
      {!canStart(job) && (
        <Notice kind="attention" title="There is nothing to do">
          <p>
            {rows.total === 0
              ? "No target was found. Nothing can be started."
              : "Every row is skipped. Nothing can be started."}
          </p>
        </Notice>
      )}
      <PlanFacts job={job} />
      {jobKinds[job.kind].makes === "rows" && plannedRows(rows) > 0 && (
        <Section title="What happens to each">
          <FirstRows job={job} />
        </Section>
      )}
      {rows.skipped > 0 && (
        <Section title="Skipped, and why">
          <Reasons
            label="Why rows are skipped"
            reasons={job.skipped}
            total={rows.skipped}
            href={jobRowsPath(job.jobId, "skipped")}
          />
        </Section>
      )}
    </>
  );
}
