import type { JobPlan } from "@/lib/contract/job-kinds";
import type { JobRecord } from "./record";

/** What the job was asked with. It was checked against the contract when it came in. */
export function planOf({ kind, input, targets }: Pick<JobRecord, "kind" | "input" | "targets">): JobPlan {
  return { kind, input, ...(targets !== null && { targets }) } as JobPlan;
}

/** Whether its targets come as a file, with a request of their own. */
export function comesAsFile(plan: JobPlan): boolean {
  return "targets" in plan && plan.targets.from === "file";
}

/** Whether that file is still to come. */
export function waitsForFile(job: Pick<JobRecord, "kind" | "input" | "targets">): boolean {
  return comesAsFile(planOf(job)) && !(job.targets as { received?: boolean }).received;
}
