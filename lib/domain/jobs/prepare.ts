import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { jobChunks, jobs } from "@/drizzle/schema/jobs";
import { db } from "@/lib/db/connection";
import { newId } from "@/lib/db/ids";
import { isDatabaseTrouble } from "@/lib/db/trouble";
import { publish } from "@/lib/domain/events/publish";
import { isShortBudget } from "@/lib/domain/vendor-budget/short-budget";
import { logger } from "@/lib/log";
import type { Reading } from "@/lib/vendors/http/permit";
import { VendorError } from "@/lib/vendors/http/vendor-error";
import { backOff } from "./back-off";
import { beginPreparation, digestWithoutRows, Freezer, type Frozen, Superseded } from "./freeze";
import type { AnyJobKind, FileKind, PlannedRow, RecordsKind, RowsKind } from "./kind";
import { awayFirstMs, awayLongestMs, rowsPerJudgement } from "./limits";
import { pace } from "./pace";
import { comesAsFile, planOf, waitsForFile } from "./plan-of";
import { fromNow, type JobRecord, stateColumns } from "./record";
import { staged, unstage } from "./staging";
import { wake } from "./wake";
import { countWords } from "./words";

/**
 * Collects and judges the targets of a plan. Only reads are made: when it breaks off anywhere it is begun anew, and
 * whoever was slower finds its preparation superseded.
 */
export async function prepare(plan: JobRecord, kind: AnyJobKind, signal: AbortSignal): Promise<void> {
  // Whoever sends the file prepares that plan.
  if (waitsForFile(plan)) return;
  let job: JobRecord | undefined;
  try {
    job = await beginPreparation(plan.id);
    if (job === undefined) return;
    await (kind.makes === "file" ? measure(job, kind, signal) : collect(job, kind, signal));
  } catch (error) {
    if (error instanceof Superseded) return;
    // Our own database is away: it is tried again as soon as it is back.
    if (job === undefined || isDatabaseTrouble(error)) throw error;
    await breakOff(job, error);
  }
}

async function collect(plan: JobRecord, kind: RowsKind | RecordsKind, signal: AbortSignal): Promise<void> {
  const reading = readingFor(plan, signal);
  const job = await surveyed(reading, plan, kind);
  const freezer = new Freezer(job, kind.rowsPerCall, kind.commonOf);
  const asked = planOf(job);
  let plannedBefore = 0;
  for await (const rows of comesAsFile(asked) ? staged(job) : kind.collect(reading, asked)) {
    for (let start = 0; start < rows.length; start += rowsPerJudgement) {
      const some = rows.slice(start, start + rowsPerJudgement);
      const looked = await judged(reading, job, kind, some, plannedBefore);
      plannedBefore += looked.filter(({ skip }) => skip === undefined).length;
      await freezer.add(looked);
    }
    publish({ type: "job", jobId: job.id });
    // The next page is asked for when it is the turn of this vendor's jobs again.
    await pace(job.kind, signal);
  }
  await finishPreparation(job, kind, await freezer.end());
  await unstage(job);
}

/** What a plan reads is counted for whoever made it. */
function readingFor({ createdBy }: JobRecord, signal: AbortSignal): Reading {
  return { requestId: newId("req"), signal, background: true, askedBy: createdBy };
}

/** The plan with what a look at all of it has found. @throws Superseded */
async function surveyed(reading: Reading, job: JobRecord, kind: RowsKind | RecordsKind): Promise<JobRecord> {
  if (kind.survey === undefined) return job;
  const found = await kind.survey(reading, job.input as never);
  const input = sql`${jobs.input} || ${JSON.stringify(found)}::jsonb`;
  const [current] = await db().update(jobs).set({ input }).where(isCurrent(job)).returning();
  if (current === undefined) throw new Superseded();
  return current;
}

async function judged(
  reading: Reading,
  job: JobRecord,
  kind: RowsKind | RecordsKind,
  rows: readonly PlannedRow[],
  plannedBefore: number,
): Promise<readonly PlannedRow[]> {
  const open = rows.filter(({ skip }) => skip === undefined);
  if (kind.judge === undefined || open.length === 0) return rows;
  const found = new Map(
    (await kind.judge(reading, job.input as never, open, plannedBefore)).map((row) => [row.ordinal, row]),
  );
  return rows.map((row) => found.get(row.ordinal) ?? row);
}

async function measure(job: JobRecord, kind: FileKind, signal: AbortSignal): Promise<void> {
  const reading = readingFor(job, signal);
  const { rows, pages, input } = await kind.measure(reading, job.input as never);
  const frozen = { ...job, input: input ?? job.input };
  await db().transaction(async (tx) => {
    const [current] = await tx
      .update(jobs)
      .set({ input: frozen.input, rowsTotal: rows })
      .where(isCurrent(job))
      .returning();
    if (current === undefined) throw new Superseded();
    await tx.insert(jobChunks).values({ job: job.number, ordinal: 1, firstRow: 0, lastRow: 0, rowCount: 0 });
  });
  const digest = digestWithoutRows(frozen);
  await finishPreparation(frozen, kind, { rows, skipped: 0, calls: Math.max(1, pages), digest });
}

function isCurrent(job: JobRecord) {
  return and(eq(jobs.id, job.id), eq(jobs.preparation, job.preparation), eq(jobs.state, "preparing"));
}

/** The plan stands. @throws Superseded */
export async function finishPreparation(
  job: JobRecord,
  kind: AnyJobKind,
  frozen: Frozen,
): Promise<JobRecord> {
  const planned = frozen.rows - frozen.skipped;
  const [one = "", many = ""] = job.unit;
  const [ready] = await db()
    .update(jobs)
    .set({
      ...stateColumns("ready"),
      title: kind.title(job.input as never, countWords(planned, { one, many })),
      digest: frozen.digest,
      rowsTotal: frozen.rows,
      rowsSkipped: frozen.skipped,
      callsTotal: frozen.calls,
      awayCount: 0,
    })
    .where(isCurrent(job))
    .returning();
  if (ready === undefined) throw new Superseded();
  publish({ type: "job", jobId: job.id });
  return ready;
}

/** Trouble that passes is waited out; anything else ends the plan, with the reason in words. */
async function breakOff(job: JobRecord, error: unknown): Promise<void> {
  const passing =
    error instanceof VendorError &&
    ["busy", "unavailable", "timeout", "connection_lost", "aborted"].includes(error.kind);
  if (passing) {
    const isShort = isShortBudget(error);
    const waitMs =
      error.kind === "aborted"
        ? 0
        : isShort
          ? error.retryAfterMs
          : backOff(job.awayCount, awayFirstMs, awayLongestMs, error.retryAfterMs);
    await db().transaction(async (tx) => {
      const [waiting] = await tx
        .update(jobs)
        .set({
          reason: isShort ? "vendor_budget" : "vendor_away",
          words: isShort
            ? "The calls that the vendor allows in an hour are used up. The list is read when the next one may go."
            : "The vendor does not answer at the moment. The list is read as soon as it does.",
          awayCount: isShort ? job.awayCount : sql`${jobs.awayCount} + 1`,
          resumesAt: fromNow(waitMs),
        })
        .where(isCurrent(job))
        .returning();
      if (waiting?.resumesAt) await wake(tx, job.id, 1, waiting.resumesAt);
    });
  } else {
    if (!(error instanceof VendorError))
      logger().error({ error, jobId: job.id }, "a plan could not be prepared");
    const words =
      error instanceof VendorError
        ? `The targets could not be read: ${error.vendorText ?? error.detail ?? error.message}`
        : "Something went wrong here while the targets were read. The log of this installation says what.";
    const code =
      error instanceof VendorError
        ? error.kind === "denied" || error.kind === "not_connected"
          ? "vendor_denied"
          : "targets"
        : "internal";
    await db()
      .update(jobs)
      .set({ ...stateColumns("failed", { code, words }), endedAt: sql`now()` })
      .where(isCurrent(job));
  }
  publish({ type: "job", jobId: job.id });
}
