import type { StatusKind } from "@/components/ui/status-icon";
import type { JobKindName } from "@/lib/contract/job-kinds";
import type { JobState, JobSummary, RowState } from "@/lib/contract/jobs";
import { vendorOf, whoeverAnswers } from "./vendor";

export interface Look {
  kind: StatusKind;
  word: string;
}

const number = (value: number) => value.toLocaleString("en-US");

/** The states' own words, for filters. */
export const jobStateWords: Record<JobState, string> = {
  preparing: "Preparing",
  ready: "Ready to start",
  running: "Running",
  paused: "Paused",
  done: "Done",
  stopped: "Stopped",
  failed: "Could not be planned",
};

const kinds: Record<JobState, StatusKind> = {
  preparing: "waiting",
  ready: "waiting",
  running: "waiting",
  paused: "attention",
  done: "ok",
  stopped: "failed",
  failed: "failed",
};

/** How a job stands. "Done" never hides rows that failed, and a person's own Pause is no trouble. */
export function jobLook({ state, reason, rows }: Pick<JobSummary, "state" | "reason" | "rows">): Look {
  const word = jobStateWords[state];
  if (state === "done" && rows.failed > 0)
    return { kind: "attention", word: `${word}, ${number(rows.failed)} failed` };
  if (state === "done" && rows.unknown > 0)
    return { kind: "unknown", word: `${word}, ${number(rows.unknown)} unknown` };
  if ((state === "paused" || state === "stopped") && reason?.code === "person")
    return { kind: "neutral", word };
  if (state === "paused" && reason?.code === "vendor_budget")
    return { kind: "waiting", word: "Waits for calls" };
  return { kind: kinds[state], word };
}

const rowLooks: Record<RowState, Look> = {
  planned: { kind: "neutral", word: "Planned" },
  sent: { kind: "waiting", word: "Sent" },
  accepted: { kind: "waiting", word: "Accepted" },
  waiting: { kind: "waiting", word: "Waiting" },
  done: { kind: "ok", word: "Done" },
  failed: { kind: "failed", word: "Failed" },
  unknown: { kind: "unknown", word: "Outcome unknown" },
  skipped: { kind: "neutral", word: "Skipped" },
};

/** The state of a row, in a word. */
export function rowLook(state: RowState, kind: JobKindName): Look {
  const look = rowLooks[state];
  const vendor = vendorOf(kind);
  return state === "accepted" && vendor !== undefined ? { ...look, word: `Accepted by ${vendor}` } : look;
}

/** What a state of rows means, for those who meet it for the first time. */
export function rowStateMeaning(state: RowState, kind: JobKindName): string {
  const meanings: Record<RowState, string> = {
    planned: "Not begun yet.",
    sent: "Their call is under way.",
    accepted: `${whoeverAnswers(kind)} has taken them and finishes by itself.`,
    waiting: "Something outside has to happen first; each row says what.",
    done: "Carried out.",
    failed: "Certainly not carried out; each row says why.",
    unknown: "The answer was lost. Nothing is sent again before it has been looked up.",
    skipped: "Not carried out on purpose; each row says why.",
  };
  return meanings[state];
}
