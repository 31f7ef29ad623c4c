import type { JobSummary } from "@/lib/contract/jobs";
import { progressOf } from "./progress";
import { jobLook } from "./states";

type Standing = Pick<JobSummary, "kind" | "title" | "state" | "reason" | "rows" | "unit">;

/**
 * What is worth a sentence between two readings of a job; undefined for everything else. What a person presses is said
 * where it is pressed.
 */
export function jobNews(before: Standing, now: Standing): string | undefined {
  if (before.state === now.state) return undefined;
  switch (now.state) {
    case "ready":
      return before.state === "preparing" ? `The plan is ready: ${now.title}` : undefined;
    case "failed":
      return `The plan could not be made: ${now.title}`;
    case "done":
      return `${jobLook(now).word}: ${now.title}, ${progressOf(now).text}`;
    case "paused":
      if (now.reason?.code === "person") return undefined;
      return now.reason?.code === "vendor_budget"
        ? `Waits for calls: ${now.title}`
        : `Paused by itself: ${now.title}`;
    case "stopped":
      return now.reason?.code === "person" ? undefined : `Stopped by itself: ${now.title}`;
    case "preparing":
    case "running":
      return undefined;
  }
}
