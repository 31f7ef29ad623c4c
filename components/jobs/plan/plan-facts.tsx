import { type Fact, Facts } from "@/components/patterns/facts";
import { ExactTime } from "@/components/patterns/time/timestamp";
import { CopyButton } from "@/components/ui/copy-button";
import { jobKinds } from "@/lib/contract/job-kinds";
import type { Job } from "@/lib/contract/jobs";
import { costText } from "../words/cost";
import { countOf } from "../words/counting";
import { plannedRows } from "../words/progress";

/** Enough to compare two plans by eye; the button copies all of it. */
const digestShown = 12;

/** What names exactly this plan. */
export function Digest({ value }: { value: string }) {
  return (
    <span className="inline-flex items-center gap-1">
      <span className="font-mono text-12">{value.slice(0, digestShown)}…</span>
      <CopyButton value={value} label="Copy digest" className="-my-1" />
    </span>
  );
}

/** A plan in facts: how many, which, at what cost. */
export function PlanFacts({ job }: { job: Job }) {
  const { kind, rows, unit } = job;
  const facts: Fact[] = [
    {
      label: jobKinds[kind].makes === "file" ? "Will be read" : "Will be carried out",
      value: <b className="font-medium">{countOf(plannedRows(rows), unit)}</b>,
    },
    ...(rows.skipped > 0 ? [{ label: "Skipped", value: countOf(rows.skipped, unit) }] : []),
    { label: "Targets", value: job.targets },
    ...job.facts,
    { label: "Cost", value: costText(job) },
    { label: "Digest", value: job.digest && <Digest value={job.digest} />, missing: "not yet" },
    { label: "Kept until", value: job.expiresAt && <ExactTime value={job.expiresAt} distance={false} /> },
  ];
  return <Facts facts={facts.filter(({ value, missing }) => value !== null || missing !== undefined)} />;
}
