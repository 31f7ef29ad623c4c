import type { Problem } from "@/components/patterns/problem";
import type { Job } from "@/lib/contract/jobs";
import type { Making } from "./use-making";

/** What the plan dialog shows. */
export type PlanView =
  | { shows: "asking" }
  | { shows: "sending"; sentBytes: number }
  /** Undefined until it is read for the first time. */
  | { shows: "preparing"; job: Job | undefined }
  | { shows: "ready"; job: Job }
  /** It could not be made, or somebody has started it elsewhere. */
  | { shows: "over"; job: Job }
  | { shows: "refused"; problem: Problem };

/** What there is to show, from how far the making is and what was last read of the plan. */
export function planView(making: Making, job: Job | undefined, trouble: Problem | undefined): PlanView {
  switch (making.stage) {
    case "asking":
      return { shows: "asking" };
    case "sending":
      return { shows: "sending", sentBytes: making.sentBytes };
    case "refused":
      return { shows: "refused", problem: making.problem };
    case "made":
      // Trouble in reading passes, unless there is nothing to read any more.
      if (trouble !== undefined && (job === undefined || trouble.code === "not_found"))
        return { shows: "refused", problem: trouble };
      if (job === undefined || job.state === "preparing") return { shows: "preparing", job };
      return { shows: job.state === "ready" ? "ready" : "over", job };
  }
}

/** What the question before closing says; undefined where nothing would be lost. */
export function leavingQuestion(
  view: PlanView,
): { title: string; words: string; mayKeep: boolean } | undefined {
  switch (view.shows) {
    case "sending":
      return {
        title: "Stop sending this file?",
        words: "The plan needs the whole file. Nothing was sent to a vendor.",
        mayKeep: false,
      };
    case "preparing":
      return {
        title: "Keep this plan?",
        words:
          "It goes on being prepared, and stays in Jobs for a day. Nothing is sent before somebody starts it.",
        mayKeep: true,
      };
    case "ready":
      return {
        title: "Keep this plan?",
        words: "It stays in Jobs for a day and can be started from there. Nothing was sent.",
        mayKeep: true,
      };
    default:
      return undefined;
  }
}
