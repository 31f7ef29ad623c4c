import type { JobSummary } from "@/lib/contract/jobs";

/** "Retry failed (12)"; what is unfinished is counted only where nothing was left out on purpose. */
export function retryLabel(
  act: "retryFailed" | "retryUnfinished",
  { state, rows }: Pick<JobSummary, "state" | "rows">,
): string {
  if (act === "retryFailed") return `Retry failed (${rows.failed.toLocaleString("en-US")})`;
  // After a stop, rows that were not begun and rows that the plan left out are both "skipped".
  if (state === "stopped") return "Retry unfinished";
  return `Retry unfinished (${(rows.failed + rows.unknown).toLocaleString("en-US")})`;
}
