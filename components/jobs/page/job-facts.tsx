import { type Fact, Facts } from "@/components/patterns/facts";
import { Section } from "@/components/patterns/section";
import { ExactTime } from "@/components/patterns/time/timestamp";
import { jobKinds } from "@/lib/contract/job-kinds";
import type { Job } from "@/lib/contract/jobs";
import { Digest } from "../plan/plan-facts";
import { callsText } from "../words/progress";
import { limitText } from "../words/starting";

/** What a job is: what was previewed, under whose rights it runs, when it stops by itself. */
export function JobFacts({ job }: { job: Job }) {
  const facts: Fact[] = [
    { label: "Act", value: jobKinds[job.kind].label },
    { label: "Targets", value: job.targets },
    ...job.facts,
    // Of a stopped job it would tell another number than the one that was previewed.
    ...(job.consequence === null || job.state === "stopped"
      ? []
      : [{ label: "Consequence", value: job.consequence }]),
    { label: jobKinds[job.kind].makes === "file" ? "Pages" : "Calls", value: callsText(job) },
    { label: "Runs under the rights of", value: job.startedBy, missing: "nobody yet" },
    ...(jobKinds[job.kind].makes === "file"
      ? []
      : [{ label: "Stops by itself", value: limitText(job.stopAtFailurePercent) }]),
    { label: "Started", value: job.startedAt && <ExactTime value={job.startedAt} distance={false} /> },
    {
      label: "Ended",
      value: job.endedAt && <ExactTime value={job.endedAt} distance={false} />,
      missing: "not yet",
    },
    { label: "Digest", value: job.digest && <Digest value={job.digest} /> },
  ];
  return (
    <Section title="Job">
      <Facts facts={facts} />
    </Section>
  );
}
