import type { StatusKind } from "@/components/ui/status-icon";
import type { JobSummary } from "@/lib/contract/jobs";
import type { Notice } from "@/lib/contract/notices";
import { isUnderWay } from "../words/acts";

/** How a notice looks. */
export const noticeKinds: Record<Notice["kind"], StatusKind> = {
  good: "ok",
  attention: "attention",
  failed: "failed",
};

/** What the header lists: jobs under way, then plans that wait for their start; within both the reader's own first. */
export function trayJobs(jobs: readonly JobSummary[]): JobSummary[] {
  const rank = (job: JobSummary) => (isUnderWay(job) ? 0 : 2) + (job.mine ? 0 : 1);
  // The list comes newest first, and equals keep their order.
  return jobs.filter((job) => isUnderWay(job) || job.state === "ready").sort((a, b) => rank(a) - rank(b));
}

/** Jobs of the reader that run, or wait to go on by themselves. */
export function runningMine(jobs: readonly JobSummary[]): number {
  return jobs.filter(
    ({ mine, state, resumesAt }) =>
      mine && (state === "running" || (state === "paused" && resumesAt !== null)),
  ).length;
}

const counted = (count: number, one: string, many: string) =>
  `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`;

/** The name of the tray's button: "Jobs, 2 under way, 3 new notices". */
export function trayLabel(underWay: number, unread: number): string {
  return [
    "Jobs",
    underWay > 0 ? counted(underWay, "under way", "under way") : "",
    unread > 0 ? counted(unread, "new notice", "new notices") : "",
  ]
    .filter((words) => words !== "")
    .join(", ");
}

/** Notices that came since the last look, oldest first; none at the first look, when nothing is news. */
export function freshNotices(seen: ReadonlySet<string> | undefined, items: readonly Notice[]): Notice[] {
  if (seen === undefined) return [];
  return items.filter(({ noticeId, read }) => !read && !seen.has(noticeId)).reverse();
}

/** Jobs that were under way at the last look and are not any more. */
export function justEnded(
  before: ReadonlyMap<string, JobSummary["state"]>,
  jobs: readonly JobSummary[],
): JobSummary[] {
  return jobs.filter(({ jobId, state }) => {
    const was = before.get(jobId);
    return (was === "running" || was === "paused") && (state === "done" || state === "stopped");
  });
}
