import { Status } from "@/components/ui/status";
import type { JobSummary } from "@/lib/contract/jobs";
import { jobLook } from "./words/states";

/** How a job stands. */
export function JobStatus(props: {
  job: Pick<JobSummary, "state" | "reason" | "rows">;
  variant?: "plain" | "badge";
}) {
  const { kind, word } = jobLook(props.job);
  return (
    <Status kind={kind} variant={props.variant}>
      {word}
    </Status>
  );
}
