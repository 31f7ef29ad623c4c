import "server-only";
import { and, eq, gt, inArray, lte, not, sql } from "drizzle-orm";
import { jobChunks, jobs } from "@/drizzle/schema/jobs";
import { type JobKindName, jobKinds } from "@/lib/contract/job-kinds";
import { type PassingReason, passingReasons } from "@/lib/contract/jobs";
import { Refusal } from "@/lib/contract/problem";
import { db, type Transaction } from "@/lib/db/connection";
import { publishIn } from "@/lib/domain/events/publish";
import { leaveNotice } from "@/lib/domain/notices/notices";
import { backOff } from "./back-off";
import { awayFirstMs, awayLongestMs, failuresCountAfterRows, fileLifeMs } from "./limits";
import { fromNow, type JobRecord, plannedRows, settledRows, stateColumns, type Why } from "./record";
import { wake } from "./wake";
import { countWords } from "./words";

// The ways a job changes its state by itself. Each is one transaction that also tells the open pages and, when the job
// has come to its end, the person it ran for.

/** Why a job waits, and how long it was asked to at least. */
export interface Wait {
  code: PassingReason;
  words: string;
  askedMs: number;
}

const openChunks = (job: JobRecord) =>
  sql`(select from ${jobChunks} where job = ${job.number} and state in ('planned', 'sent', 'lost'))`;

/** Ends a running job all of whose rows have their outcome. @returns whether it is over */
export async function finishIfOver(job: JobRecord): Promise<boolean> {
  return await db().transaction(async (tx) => {
    const [done] = await tx
      .update(jobs)
      .set({
        ...stateColumns("done"),
        endedAt: sql`now()`,
        expiresAt: jobKinds[job.kind as JobKindName].makes === "file" ? fromNow(fileLifeMs) : null,
      })
      .where(
        and(
          eq(jobs.id, job.id),
          eq(jobs.state, "running"),
          eq(jobs.rowsWaiting, 0),
          sql`not exists ${openChunks(job)}`,
        ),
      )
      .returning();
    if (done === undefined) return false;
    await tellStarter(tx, done, endWords(done));
    await publishIn(tx, { type: "job", jobId: job.id });
    return true;
  });
}

function endWords(job: JobRecord): { kind: "good" | "attention"; words: string } {
  const unit = { one: job.unit[0] ?? "", many: job.unit[1] ?? "" };
  const parts = [
    `${countWords(job.rowsDone + job.rowsAccepted, unit)} done`,
    ...(job.rowsFailed > 0 ? [`${job.rowsFailed.toLocaleString("en-US")} failed`] : []),
    ...(job.rowsUnknown > 0 ? [`${job.rowsUnknown.toLocaleString("en-US")} with an unknown outcome`] : []),
    ...(job.rowsSkipped > 0 ? [`${job.rowsSkipped.toLocaleString("en-US")} skipped`] : []),
  ];
  const good = job.rowsFailed === 0 && job.rowsUnknown === 0;
  return { kind: good ? "good" : "attention", words: `${parts.join(", ")}.` };
}

async function tellStarter(
  tx: Transaction,
  job: JobRecord,
  { kind, words }: { kind: "good" | "attention" | "failed"; words: string },
): Promise<void> {
  if (job.startedById === null) return;
  await leaveNotice(tx, { userId: job.startedById, kind, title: job.title, words, href: `/jobs/${job.id}` });
}

/** Stops a running or paused job: what was not begun is skipped, what is under way comes to its end. */
export async function stop(tx: Transaction, jobId: string, why: Why): Promise<JobRecord | undefined> {
  const [stopped] = await tx
    .select()
    .from(jobs)
    .where(and(eq(jobs.id, jobId), inArray(jobs.state, ["running", "paused"])));
  if (stopped === undefined) return undefined;
  // The chunks come before the job, as in every other transaction, so that no two wait for each other.
  const skipped = await skipPlanned(tx, stopped.number, why, "");
  const [job] = await tx
    .update(jobs)
    .set({
      ...stateColumns("stopped", why),
      endedAt: sql`now()`,
      // What there is of a file is kept no longer than a whole one.
      expiresAt: jobKinds[stopped.kind as JobKindName].makes === "file" ? fromNow(fileLifeMs) : null,
    })
    .where(and(eq(jobs.id, jobId), inArray(jobs.state, ["running", "paused"])))
    .returning();
  if (job === undefined) {
    throw new Refusal("conflict", {
      detail: "The job ended at this very moment.",
      next: "Look at how it ended.",
    });
  }
  // One that was given back just before the job was locked; whoever holds one now sees that the job was stopped.
  const late = await skipPlanned(tx, stopped.number, why, "skip locked");
  const rowsSkipped = sql`${jobs.rowsSkipped} + ${skipped + late}`;
  const [counted] = await tx.update(jobs).set({ rowsSkipped }).where(eq(jobs.id, jobId)).returning();
  await publishIn(tx, { type: "job", jobId });
  return counted;
}

/** @returns how many rows are skipped now */
async function skipPlanned(
  tx: Transaction,
  job: number,
  { code }: Why,
  locked: "" | "skip locked",
): Promise<number> {
  const [skipped] = await tx.execute<{ rows: number }>(sql`
    with planned as (
      select ordinal from ${jobChunks} where job = ${job} and state = 'planned'
      order by ordinal for update ${sql.raw(locked)}
    ), skipped as (
      update ${jobChunks} as chunk set state = 'skipped', words = ${whySkipped[code] ?? whySkipped.person}
      from planned where chunk.job = ${job} and chunk.ordinal = planned.ordinal returning chunk.row_count
    ) select coalesce(sum(row_count), 0)::int as rows from skipped`);
  return skipped?.rows ?? 0;
}

const whySkipped: Partial<Record<Why["code"], string>> & { person: string } = {
  person: "Not begun: the job was stopped before.",
  failures: "Not begun: too many rows had failed, and the job stopped by itself.",
  starter: "Not begun: the person who started the job may not go on.",
};

/** Stops a job for a reason that nobody pressed a button for. */
export async function stopByItself(job: JobRecord, why: Why): Promise<void> {
  try {
    await db().transaction(async (tx) => {
      const stopped = await stop(tx, job.id, why);
      if (stopped !== undefined)
        await tellStarter(tx, stopped, { kind: "failed", words: `Stopped. ${why.words}` });
    });
  } catch (error) {
    // It ended at this very moment.
    if (!(error instanceof Refusal)) throw error;
  }
}

/** Pauses a running job until somebody has mended what is wrong. */
export async function pauseByItself(job: JobRecord, why: Why): Promise<void> {
  await db().transaction(async (tx) => {
    const [paused] = await tx
      .update(jobs)
      .set(stateColumns("paused", why))
      .where(and(eq(jobs.id, job.id), eq(jobs.state, "running")))
      .returning();
    if (paused === undefined) return;
    await tellStarter(tx, paused, { kind: "attention", words: `Paused. ${why.words}` });
    await publishIn(tx, { type: "job", jobId: job.id });
  });
}

/**
 * Pauses a running job until it may go on, and has it looked at again then: when the vendor may be back, at a time that
 * doubles, or exactly when it is known.
 */
export async function waitForVendor(job: JobRecord, wait: Wait): Promise<void> {
  const { code, words, askedMs } = wait;
  const isKnown = code !== "vendor_away";
  await db().transaction(async (tx) => {
    const [current] = await tx.select().from(jobs).where(eq(jobs.id, job.id)).for("update");
    if (current?.state !== "running") return;
    const waitMs = isKnown ? askedMs : backOff(current.awayCount, awayFirstMs, awayLongestMs, askedMs);
    const [paused] = await tx
      .update(jobs)
      .set({
        ...stateColumns("paused", { code, words }),
        awayCount: isKnown ? current.awayCount : current.awayCount + 1,
        resumesAt: fromNow(waitMs),
      })
      .where(eq(jobs.id, job.id))
      .returning();
    await wake(tx, job.id, 1, paused?.resumesAt ?? undefined);
    await publishIn(tx, { type: "job", jobId: job.id });
  });
}

/** Takes a job up again that paused for something that passes, once its time has come. */
export async function resumeByItself(job: JobRecord, lanes: number): Promise<JobRecord | undefined> {
  return await db().transaction(async (tx) => {
    const [running] = await tx
      .update(jobs)
      .set(stateColumns("running"))
      .where(
        and(
          eq(jobs.id, job.id),
          eq(jobs.state, "paused"),
          inArray(jobs.reason, [...passingReasons]),
          lte(jobs.resumesAt, sql`now()`),
        ),
      )
      .returning();
    if (running === undefined) return undefined;
    if (lanes > 1) await wake(tx, job.id, lanes);
    await publishIn(tx, { type: "job", jobId: job.id });
    return running;
  });
}

/** The vendor has answered: the next absence is waited out from the beginning. */
export async function vendorIsBack(job: JobRecord): Promise<void> {
  await db()
    .update(jobs)
    .set({ awayCount: 0 })
    .where(and(eq(jobs.id, job.id), not(eq(jobs.awayCount, 0)), gt(jobs.awayCount, 0)));
}

/**
 * Whether more rows have failed than the job's limit allows, and there are others left to be spared. A few outcomes say
 * nothing yet.
 */
export function tooManyFailed(job: JobRecord): boolean {
  if (job.stopAtFailurePercent === null || plannedRows(job) === 0) return false;
  const settled = settledRows(job);
  return settled >= failuresCountAfterRows && job.rowsFailed * 100 > job.stopAtFailurePercent * settled;
}
