import type { Permission } from "@/lib/access/permissions";
import { type JobKindName, jobKinds } from "@/lib/contract/job-kinds";
import { goesOnByItself, type JobState, type JobSummary } from "@/lib/contract/jobs";

/** What a person can do with a plan or a job. */
export type JobAct =
  | "start"
  | "discard"
  | "pause"
  | "resume"
  | "stop"
  | "retryFailed"
  | "retryUnfinished"
  | "download";

export interface JobRights {
  /** May preview, start and steer jobs of this kind. */
  mayRun: boolean;
  /** May see its rows and take its files. */
  mayRead: boolean;
}

/** What the rights of a role come to for a kind of job. */
export function jobRights(can: (permission: Permission) => boolean, kind: JobKindName): JobRights {
  const { permission, readPermission } = jobKinds[kind];
  return { mayRun: can("jobs:run") && can(permission), mayRead: can(readPermission) };
}

const inState: Record<JobState, readonly JobAct[]> = {
  preparing: ["discard"],
  ready: ["start", "discard"],
  running: ["pause", "stop"],
  paused: ["resume", "stop"],
  done: [],
  stopped: [],
  failed: ["discard"],
};

/** A list of targets can be taken as it stands; a file of an export only when it is complete. */
function downloads({ kind, state }: Pick<JobSummary, "kind" | "state">): boolean {
  if (jobKinds[kind].makes === "file") return state === "done";
  return state !== "preparing" && state !== "failed";
}

/** What is offered for a job in its state, to somebody with these rights. */
export function actsOf(
  job: Pick<JobSummary, "kind" | "state" | "reason" | "rows">,
  { mayRun, mayRead }: JobRights,
): ReadonlySet<JobAct> {
  const acts = new Set<JobAct>(mayRun ? inState[job.state] : []);
  // A job that waits for its vendor goes on by itself, unless somebody pauses it.
  if (mayRun && job.state === "paused" && goesOnByItself(job.reason?.code)) acts.add("pause");
  const ended = job.state === "done" || job.state === "stopped";
  if (mayRun && ended && job.rows.failed > 0) acts.add("retryFailed");
  if (mayRun && (job.state === "stopped" || (ended && job.rows.unknown > 0))) acts.add("retryUnfinished");
  if (mayRead && downloads(job)) acts.add("download");
  return acts;
}

/** Whether a job is on its way: it is counted in the header. */
export function isUnderWay({ state }: Pick<JobSummary, "state">): boolean {
  return state === "preparing" || state === "running" || state === "paused";
}

/** Whether it goes on without anybody doing something: then its numbers change while they are looked at. */
export function isMoving({ state, resumesAt }: Pick<JobSummary, "state" | "resumesAt">): boolean {
  return state === "preparing" || state === "running" || (state === "paused" && resumesAt !== null);
}
