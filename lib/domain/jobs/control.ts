import "server-only";
import { eq, inArray, sql } from "drizzle-orm";
import { jobRows, jobs } from "@/drizzle/schema/jobs";
import { type Actor, actorCan } from "@/lib/access/actor";
import { type JobKindName, jobKinds } from "@/lib/contract/job-kinds";
import { goesOnByItself, type JobState } from "@/lib/contract/jobs";
import { notFound, Refusal } from "@/lib/contract/problem";
import type { Transaction } from "@/lib/db/connection";
import { publishIn } from "@/lib/domain/events/publish";
import { forbidden } from "@/lib/operations/perform";
import type { RecordsPermit } from "@/lib/operations/records-permit";
import type { JobKinds } from "./kind";
import { kindOf, lanesOf } from "./kinds";
import { mayRead } from "./read";
import { type JobRecord, lockJob, plannedRows, stateColumns } from "./record";
import { reopen } from "./reopen";
import { stop } from "./state-changes";
import { wake } from "./wake";

// What people do to jobs. Each function takes the gate's permit, so that it stands in the audit history in the same
// transaction.

/** @throws Refusal `not_found` for who may not see it, `forbidden` for who may not do what it does */
async function lockForSteering(tx: Transaction, actor: Actor, jobId: string): Promise<JobRecord> {
  const job = await lockJob(tx, jobId);
  if (job === undefined || !mayRead(actor, job)) throw notFound("This job");
  const { permission } = jobKinds[job.kind as JobKindName];
  if (!actorCan(actor, permission)) throw forbidden(permission);
  return job;
}

const stateWords: Record<JobState, string> = {
  preparing: "is still being prepared",
  ready: "has not been started",
  running: "is running",
  paused: "is paused",
  done: "is done",
  stopped: "was stopped",
  failed: "could not be prepared",
};

function notNow(job: JobRecord, next: string): Refusal {
  return new Refusal("conflict", { detail: `This job ${stateWords[job.state as JobState]}.`, next });
}

/**
 * Starts a plan under the actor's rights.
 * @throws Refusal `conflict` when it is not ready, is another plan than was seen, or there is nothing to do
 */
export async function startJob(
  { tx }: RecordsPermit,
  actor: Actor,
  jobId: string,
  { digest, stopAtFailurePercent }: { digest: string; stopAtFailurePercent: number | null },
  kinds: JobKinds,
): Promise<JobRecord> {
  const job = await lockForSteering(tx, actor, jobId);
  if (job.state !== "ready") throw notNow(job, "Only a plan that is ready can be started, and only once.");
  if (job.digest !== digest) {
    throw new Refusal("conflict", {
      detail: "This is not the plan you have seen: its digest is another one.",
      next: "Look at the plan again and start it from there.",
    });
  }
  const kind = kindOf(kinds, job.kind);
  if (kind.makes !== "file" && plannedRows(job) === 0) {
    throw new Refusal("conflict", {
      detail: "There is nothing to do: every row of this plan is skipped.",
      next: "The reasons are beside the rows. Discard the plan, or make another one.",
    });
  }
  return await change(tx, job, kinds, {
    ...stateColumns("running"),
    startedAt: sql`now()`,
    startedById: actor.id,
    startedBy: actor.name,
    stopAtFailurePercent,
    expiresAt: null,
  });
}

/** @throws Refusal `conflict` when it is not running */
export async function pauseJob({ tx }: RecordsPermit, actor: Actor, jobId: string): Promise<JobRecord> {
  const job = await lockForSteering(tx, actor, jobId);
  const waits = job.state === "paused" && goesOnByItself(job.reason);
  if (job.state !== "running" && !waits) throw notNow(job, "Only a running job can be paused.");
  return await change(
    tx,
    job,
    {},
    stateColumns("paused", { code: "person", words: `Paused by ${actor.name}.` }),
  );
}

/** @throws Refusal `conflict` when it is not paused */
export async function resumeJob(
  { tx }: RecordsPermit,
  actor: Actor,
  jobId: string,
  kinds: JobKinds,
): Promise<JobRecord> {
  const job = await lockForSteering(tx, actor, jobId);
  if (job.state !== "paused") throw notNow(job, "Only a paused job can be resumed.");
  return await change(tx, job, kinds, { ...stateColumns("running"), awayCount: 0 });
}

/** @throws Refusal `conflict` when it is neither running nor paused */
export async function stopJob({ tx }: RecordsPermit, actor: Actor, jobId: string): Promise<JobRecord> {
  // Not locked: chunks are locked before their job everywhere.
  const [job] = await tx.select().from(jobs).where(eq(jobs.id, jobId));
  if (job === undefined || !mayRead(actor, job)) throw notFound("This job");
  const { permission } = jobKinds[job.kind as JobKindName];
  if (!actorCan(actor, permission)) throw forbidden(permission);
  const stopped = await stop(tx, jobId, { code: "person", words: `Stopped by ${actor.name}.` });
  if (stopped === undefined) throw notNow(job, "Only a running or paused job can be stopped.");
  return stopped;
}

/**
 * Takes rows of a finished job up again, under the rights of who asks for it.
 * @throws Refusal `conflict` when it is not over, or no row can be tried again
 */
export async function retryRows(
  { tx }: RecordsPermit,
  actor: Actor,
  jobId: string,
  which: "failed" | "unfinished",
  kinds: JobKinds,
): Promise<JobRecord> {
  const job = await lockForSteering(tx, actor, jobId);
  if (job.state !== "done" && job.state !== "stopped")
    throw notNow(job, "Rows are tried again once it is over.");
  const kind = kindOf(kinds, job.kind);
  if (kind.makes === "file") {
    throw new Refusal("conflict", {
      detail: "A file that was not finished is not gone on with: its list has changed since.",
      next: "Make a new one.",
    });
  }
  const reopened = await reopen(tx, job, which, kind);
  // Rows that wait are looked at again as soon as the job runs.
  const taken = which === "unfinished" ? reopened + job.rowsWaiting : reopened;
  if (taken === 0) {
    throw new Refusal("conflict", {
      detail:
        which === "failed" ? "No row of this job has failed." : "Every row of this job has its outcome.",
      next: "There is nothing to try again.",
    });
  }
  return await change(tx, job, kinds, {
    ...stateColumns("running"),
    awayCount: 0,
    endedAt: null,
    startedById: actor.id,
    startedBy: actor.name,
  });
}

/** @throws Refusal `conflict` when it was started */
export async function discardPlan({ tx }: RecordsPermit, actor: Actor, jobId: string): Promise<void> {
  const job = await lockForSteering(tx, actor, jobId);
  if (job.startedAt !== null)
    throw notNow(job, "A job that was started stays, as a record of what happened.");
  await tx.delete(jobRows).where(inArray(jobRows.job, [job.number, -job.number]));
  await tx.delete(jobs).where(eq(jobs.id, jobId));
  await publishIn(tx, { type: "job", jobId });
}

/** Writes a new state and, when it is to run, has drivers take it up. */
async function change(
  tx: Transaction,
  job: JobRecord,
  kinds: JobKinds,
  columns: Parameters<ReturnType<Transaction["update"]>["set"]>[0],
): Promise<JobRecord> {
  const [changed] = await tx.update(jobs).set(columns).where(eq(jobs.id, job.id)).returning();
  if (changed === undefined) throw notFound("This job");
  if (changed.state === "running") await wake(tx, job.id, lanesOf(kindOf(kinds, job.kind)));
  await publishIn(tx, { type: "job", jobId: job.id });
  return changed;
}
