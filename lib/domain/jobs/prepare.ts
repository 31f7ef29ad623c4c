import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { jobChunks, jobs } from "@/drizzle/schema/jobs";
import { db } from "@/lib/db/connection";
import { newId } from "@/lib/db/ids";
import { isDatabaseTrouble } from "@/lib/db/trouble";
import { publish } from "@/lib/domain/events/publish";
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

async function collect(job: JobRecord, kind: RowsKind | RecordsKind, signal: AbortSignal): Promise<void> {
  const reading = { requestId: newId("req"), signal, background: true };
  const freezer = new Freezer(job, kind.rowsPerCall, kind.commonOf);
  const plan = planOf(job);
  for await (const rows of comesAsFile(plan) ? staged(job) : kind.collect(reading, plan)) {
    for (let start = 0; start < rows.length; start += rowsPerJudgement) {
      const some = rows.slice(start, start + rowsPerJudgement);
      await freezer.add(await judged(reading, job, kind, some));
    }
    publish({ type: "job", jobId: job.id });
    // The next page is asked for when it is the turn of this vendor's jobs again.
    await pace(job.kind, signal);
  }
  await finishPreparation(job, kind, await freezer.end());
  await unstage(job);
}

async function judged(
  reading: Reading,
  job: JobRecord,
  kind: RowsKind | RecordsKind,
  rows: readonly PlannedRow[],
): Promise<readonly PlannedRow[]> {
  const open = rows.filter(({ skip }) => skip === undefined);
  if (kind.judge === undefined || open.length === 0) return rows;
  const found = new Map(
    (await kind.judge(reading, job.input as never, open)).map((row) => [row.ordinal, row]),
  );
  return rows.map((row) => found.get(row.ordinal) ?? row);
}

async function measure(job: JobRecord, kind: FileKind, signal: AbortSignal): Promise<void> {
  const reading = { requestId: newId("req"), signal, background: true };
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
    const waitMs =
      error.kind === "aborted" ? 0 : backOff(job.awayCount, awayFirstMs, awayLongestMs, error.retryAfterMs);
    await db().transaction(async (tx) => {
      const [waiting] = await tx
        .update(jobs)
        .set({
          words: "The vendor does not answer at the moment. The list is read as soon as it does.",
          awayCount: sql`${jobs.awayCount} + 1`,
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
