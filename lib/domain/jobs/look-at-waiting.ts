import "server-only";
import { and, asc, eq, gt, sql } from "drizzle-orm";
import { jobRows, jobs } from "@/drizzle/schema/jobs";
import { db } from "@/lib/db/connection";
import { newId } from "@/lib/db/ids";
import { isDatabaseTrouble } from "@/lib/db/trouble";
import { publishJobSoon } from "@/lib/domain/events/publish-job-soon";
import { logger } from "@/lib/log";
import { VendorError } from "@/lib/vendors/http/vendor-error";
import { backOff } from "./back-off";
import { consequenceOf, ourMistake } from "./carry-out";
import type { LookedUp, RowOutcome, RowsKind } from "./kind";
import { waitFirstMs, waitLongestMs } from "./limits";
import { pace } from "./pace";
import { fromNow, type JobRecord, type Why } from "./record";
import { finishIfOver, pauseByItself } from "./state-changes";
import { wake } from "./wake";
import { storable } from "./words";

/**
 * Asks the vendor about rows that wait for something outside, and writes down those that have come to their end. One
 * process does it at a time; the time between two looks grows.
 */
export async function lookAtWaiting(job: JobRecord, kind: RowsKind, signal: AbortSignal): Promise<void> {
  const lookUp = kind.lookUp;
  let turn = await takeTurn(job);
  if (lookUp === undefined || turn === undefined) return;
  let settled = 0;
  let after = 0;
  try {
    for (;;) {
      const rows = await db()
        .select({ ordinal: jobRows.ordinal, target: jobRows.target, input: jobRows.input })
        .from(jobRows)
        .where(and(eq(jobRows.job, job.number), eq(jobRows.state, "waiting"), gt(jobRows.ordinal, after)))
        .orderBy(asc(jobRows.ordinal))
        .limit(kind.rowsPerCall);
      if (rows.length === 0 || signal.aborted) break;
      after = rows.at(-1)?.ordinal ?? after;
      await pace(job.kind, signal);
      turn = await takeTurn(job, turn);
      // The job was paused or stopped, or somebody else looks because this took too long.
      if (turn === undefined) return;
      const reading = { requestId: newId("req"), signal, background: true };
      settled += await write(job, await lookUp(reading, job.input as never, rows));
      publishJobSoon(job.id);
    }
  } catch (error) {
    const why = whyNotAgain(job, error);
    if (why !== undefined) return await pauseByItself(job, why);
  }
  if (await finishIfOver(job)) return;
  await lookAgain(job, settled > 0 ? 0 : job.awayCount + 1);
}

/** Why there is no next look before somebody has mended something; undefined when the vendor is merely away. */
function whyNotAgain(job: JobRecord, error: unknown): Why | undefined {
  if (error instanceof VendorError) {
    const consequence = consequenceOf(error);
    return consequence?.go === "pause" ? consequence : undefined;
  }
  if (isDatabaseTrouble(error)) throw error;
  logger().error({ error, jobId: job.id }, "rows that wait could not be looked at");
  return ourMistake;
}

/** Reserves a look, or goes on with the one that was reserved before; whoever else comes now finds it taken. */
async function takeTurn(job: JobRecord, before?: Date): Promise<Date | undefined> {
  const [taken] = await db()
    .update(jobs)
    .set({ resumesAt: fromNow(waitFirstMs) })
    .where(
      and(
        eq(jobs.id, job.id),
        eq(jobs.state, "running"),
        before === undefined
          ? sql`(${jobs.resumesAt} is null or ${jobs.resumesAt} <= now())`
          : eq(jobs.resumesAt, before),
      ),
    )
    .returning({ until: jobs.resumesAt });
  return taken?.until ?? undefined;
}

async function lookAgain(job: JobRecord, looks: number): Promise<void> {
  const waitMs = backOff(looks, waitFirstMs, waitLongestMs);
  await db().transaction(async (tx) => {
    const [waiting] = await tx
      .update(jobs)
      .set({ resumesAt: fromNow(waitMs), awayCount: looks })
      .where(and(eq(jobs.id, job.id), eq(jobs.state, "running")))
      .returning();
    if (waiting?.resumesAt) await wake(tx, job.id, 1, waiting.resumesAt);
  });
}

/** @returns how many rows wait no longer */
async function write(job: JobRecord, found: LookedUp): Promise<number> {
  const ended = [...found].flatMap(([ordinal, outcome]): [number, RowOutcome][] =>
    outcome === "not_done" || outcome.state === "waiting" ? [] : [[ordinal, outcome]],
  );
  if (ended.length === 0) return 0;
  return await db().transaction(async (tx) => {
    const changed = await tx.execute<{ state: string }>(sql`
      update ${jobRows} as row set state = found.state, words = found.words
      from unnest(${sql.param(ended.map(([ordinal]) => ordinal))}::int[],
        ${sql.param(ended.map(([, { state }]) => state))}::text[],
        ${sql.param(ended.map(([, { words }]) => (words === undefined ? null : storable(words))))}::text[]) as found (ordinal, state, words)
      where row.job = ${job.number} and row.ordinal = found.ordinal and row.state = 'waiting'
      returning row.state`);
    const count = (state: string) => changed.filter((row) => row.state === state).length;
    await tx
      .update(jobs)
      .set({
        rowsWaiting: sql`${jobs.rowsWaiting} - ${changed.length}`,
        rowsDone: sql`${jobs.rowsDone} + ${count("done")}`,
        rowsFailed: sql`${jobs.rowsFailed} + ${count("failed")}`,
        rowsUnknown: sql`${jobs.rowsUnknown} + ${count("unknown")}`,
        rowsAccepted: sql`${jobs.rowsAccepted} + ${count("accepted")}`,
        rowsSkipped: sql`${jobs.rowsSkipped} + ${count("skipped")}`,
      })
      .where(eq(jobs.id, job.id));
    return changed.length;
  });
}
