import type { CallBudget } from "@/lib/contract/juniper-access";

/** What a short budget means for whoever looks at it. */
export interface Shortage {
  title: string;
  /** What still works, and what to do. */
  words: string;
  /** When the next one of what waits may go; ISO instant. */
  nextAt: string | null;
}

/** What is short, in plain words, the worst first; undefined while everything goes. */
export function shortageOf({ lanes, frozenUntil, limit }: CallBudget): Shortage | undefined {
  if (lanes.change.left === 0) {
    return {
      title: "All calls of this hour are used",
      words:
        "Nothing is sent to Juniper until the next call comes free: changes are refused before anything is sent, and can be made again then. What was looked up before is shown with its age.",
      nextAt: lanes.change.nextAt,
    };
  }
  if (frozenUntil !== null) {
    return {
      title: "Juniper has had too many calls from this account",
      words: `Lookups and jobs wait; what people change is still sent, and Juniper may refuse it. Its own count is not known here: where somebody else uses the account too, set JUNIPER_HOURLY_LIMIT below ${limit}.`,
      nextAt: lanes.read.nextAt,
    };
  }
  if (lanes.read.left === 0) {
    return {
      title: "Lookups wait, changes go",
      words:
        "What was looked up before is shown with its age. The calls that are left are kept for what people change.",
      nextAt: lanes.read.nextAt,
    };
  }
  if (lanes.job.left === 0) {
    return {
      title: "Jobs wait",
      words: "People’s lookups and changes go. Jobs continue by themselves.",
      nextAt: lanes.job.nextAt,
    };
  }
  return undefined;
}
