import { clockTime } from "@/components/patterns/time/format-time";
import type { StatusKind } from "@/components/ui/status-icon";
import type { JobReason, JobState, JobSummary } from "@/lib/contract/jobs";
import { vendorOf, whoeverAnswers } from "./vendor";

export interface Trouble {
  kind: StatusKind;
  title: string;
  /** What the engine says of it, if it says anything. */
  words: string | undefined;
  /** What happens next, or what somebody can do. */
  next: string;
}

type Told = Pick<JobSummary, "kind" | "state" | "reason" | "resumesAt" | "startedBy">;

const what: Partial<Record<JobState, string>> = {
  preparing: "is being prepared",
  paused: "is paused",
  stopped: "has stopped",
  failed: "could not be made",
};

const subject = (state: JobState) => (state === "preparing" || state === "failed" ? "The plan" : "The job");

/** What happens by itself, and when. */
function byItself({ state, resumesAt }: Told, nowMs: number): string {
  const goesOn = state === "preparing" ? "The list is read on by itself" : "It goes on by itself";
  if (resumesAt === null) return `${goesOn} as soon as that works again.`;
  return Date.parse(resumesAt) > nowMs
    ? `${goesOn}: the next try is at ${clockTime(resumesAt, nowMs)}.`
    : `${goesOn}: the next try is due now.`;
}

/** The hour's calls come back at a known time. */
function atItsTime({ state, resumesAt }: Told, nowMs: number): string {
  const goesOn = state === "preparing" ? "The list is read on" : "It goes on by itself";
  return resumesAt !== null && Date.parse(resumesAt) > nowMs
    ? `${goesOn} at ${clockTime(resumesAt, nowMs)}. What people change goes first.`
    : `${goesOn} now.`;
}

const whenPaused = "Resume it when that is mended: it goes on where it stood.";
const whenStopped = "What happened stays. When that is mended, retry what is unfinished.";

function afterwards({ state }: Told): string {
  if (state === "failed") return "Nothing was sent. Make the plan again when that is mended.";
  return state === "paused" ? whenPaused : whenStopped;
}

const titles: Record<JobReason, (told: Told) => string> = {
  person: ({ state }) =>
    state === "stopped" ? "The job was stopped" : state === "paused" ? "The job is paused" : "It was ended",
  vendor_away: ({ kind }) => `${whoeverAnswers(kind)} is away, or asks for a rest`,
  vendor_budget: ({ kind }) => `Waits for the hour's calls to ${vendorOf(kind) ?? "the vendor"}`,
  answer_lost: () => "An answer was lost and may still come",
  vendor_denied: ({ kind }) => `${whoeverAnswers(kind)} does not accept our credentials, or is not connected`,
  failures: ({ state }) => `${subject(state)} ${what[state] ?? "ended"}: too many rows failed`,
  starter: ({ startedBy }) => `${startedBy ?? "The person who started it"} may not do this any more`,
  internal: ({ state }) => `${subject(state)} ${what[state] ?? "ended"}: something went wrong here`,
  targets: () => "The plan could not be made",
};

const steps: Record<JobReason, (told: Told, nowMs: number) => string> = {
  person: (told) =>
    told.state === "paused"
      ? "Calls under way come to their end; no other is begun until somebody resumes it."
      : "What happened stays. Retry what is unfinished to go on.",
  vendor_away: (told, nowMs) => (told.state === "stopped" ? whenStopped : byItself(told, nowMs)),
  vendor_budget: (told, nowMs) => (told.state === "stopped" ? whenStopped : atItsTime(told, nowMs)),
  answer_lost: (told, nowMs) =>
    told.state === "stopped"
      ? whenStopped
      : `It is looked up before anything is sent again. ${byItself(told, nowMs)}`,
  vendor_denied: (told) => `Somebody has to mend the connection. ${afterwards(told)}`,
  failures: (told) =>
    `Look at why they failed before anything else is sent. ${told.state === "paused" ? "Then resume it, or stop it." : "Then retry the failed rows, or what is unfinished."}`,
  starter: () =>
    "Every call is made under the rights of the person who started it. Whoever holds them can retry what is unfinished, under their own.",
  internal: (told) => `Nothing at the vendor is at fault. Tell an administrator. ${afterwards(told)}`,
  targets: afterwards,
};

const severity: Record<JobReason, StatusKind> = {
  person: "neutral",
  vendor_away: "attention",
  vendor_budget: "waiting",
  answer_lost: "attention",
  vendor_denied: "failed",
  failures: "failed",
  starter: "failed",
  internal: "failed",
  targets: "failed",
};

/**
 * Why a job does not go on, in a calm sentence, and the next step. Undefined while all is well. A preparing plan waits
 * for the vendor when it says when it looks again.
 */
export function troubleOf(told: Told, nowMs: number): Trouble | undefined {
  const { state, reason, resumesAt } = told;
  if (state === "done" || state === "running" || state === "ready") return undefined;
  const code = reason?.code ?? (state === "preparing" && resumesAt !== null ? "vendor_away" : undefined);
  if (code === undefined) return undefined;
  return {
    kind: severity[code],
    title: titles[code](told),
    words: reason?.words || undefined,
    next: steps[code](told, nowMs),
  };
}
