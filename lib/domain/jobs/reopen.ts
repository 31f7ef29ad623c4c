import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { jobChunks, jobRows, jobs } from "@/drizzle/schema/jobs";
import type { Transaction } from "@/lib/db/connection";
import type { RowsKind } from "./kind";
import type { JobRecord } from "./record";

/** What each choice takes up again, and as what: rows in doubt are looked up first. */
const taken = {
  failed: [["failed", "planned"]],
  unfinished: [
    ["failed", "planned"],
    ["skipped", "planned"],
    ["lost", "lost"],
    ["unknown", "lost"],
  ],
} as const;

const counters: Record<string, string> = {
  failed: "rows_failed",
  skipped: "rows_skipped",
  lost: "rows_unknown",
  unknown: "rows_unknown",
};

/**
 * Makes rows of a finished job claimable again: whole chunks where they are, and single rows in chunks of their own.
 * @returns how many rows
 */
export async function reopen(
  tx: Transaction,
  job: JobRecord,
  which: keyof typeof taken,
  kind: Pick<RowsKind, "rowsPerCall" | "commonOf">,
): Promise<number> {
  let rows = 0;
  if (which === "failed") await leaveInDoubt(tx, job);
  for (const [from, to] of taken[which]) {
    const whole = await reopenChunks(tx, job, from, to);
    const single = from === "lost" ? 0 : await reopenRows(tx, job, from, to, kind);
    const counter = sql.raw(counters[from] ?? "");
    const inDoubt = to === "lost" ? whole + single : 0;
    await tx.execute(
      sql`update ${jobs} set ${counter} = ${counter} - ${whole + single} where number = ${job.number}`,
    );
    // Rows in doubt stay counted as unknown until somebody claims them.
    await tx.execute(
      sql`update ${jobs} set rows_unknown = rows_unknown + ${inDoubt} where number = ${job.number}`,
    );
    rows += whole + single;
  }
  return rows;
}

/** Rows in doubt are not asked for: none of their chunks is to be claimed when the job runs. */
async function leaveInDoubt(tx: Transaction, job: JobRecord): Promise<void> {
  const left = await tx
    .update(jobChunks)
    .set({ state: "unknown", endedAt: sql`now()` })
    .where(and(eq(jobChunks.job, job.number), eq(jobChunks.state, "lost")))
    .returning({ ordinal: jobChunks.ordinal });
  await tx
    .update(jobs)
    .set({ callsMade: sql`${jobs.callsMade} + ${left.length}` })
    .where(eq(jobs.number, job.number));
}

async function reopenChunks(tx: Transaction, job: JobRecord, from: string, to: string): Promise<number> {
  const reopened = await tx
    .update(jobChunks)
    .set({ state: to, words: null, answer: null, endedAt: null })
    .where(and(eq(jobChunks.job, job.number), eq(jobChunks.state, from), sql`${jobChunks.rowCount} > 0`))
    .returning({ rowCount: jobChunks.rowCount });
  // Each was counted as made, and is made once more.
  if (from !== "lost" && from !== "skipped") {
    await tx
      .update(jobs)
      .set({ callsMade: sql`${jobs.callsMade} - ${reopened.length}` })
      .where(eq(jobs.number, job.number));
  }
  return reopened.reduce((sum, { rowCount }) => sum + rowCount, 0);
}

/**
 * Rows with an outcome of their own move to new chunks; where calls do not carry any rows together, those of different
 * chunks stay apart. Those skipped from the start (without a chunk) stay.
 */
async function reopenRows(
  tx: Transaction,
  job: JobRecord,
  from: string,
  to: string,
  { rowsPerCall, commonOf }: Pick<RowsKind, "rowsPerCall" | "commonOf">,
): Promise<number> {
  const before = commonOf === undefined ? sql`0` : sql`chunk`;
  const chunks = await tx.execute<{ rows: number }>(sql`
    with numbered as (
      select ordinal, ${before} as before,
        (row_number() over (partition by ${before} order by ordinal) - 1) / ${rowsPerCall}::int as piece
      from ${jobRows} where job = ${job.number} and state = ${from} and chunk is not null
    ), placed as (
      select ordinal, (select max(ordinal) from ${jobChunks} where job = ${job.number})
        + dense_rank() over (order by before, piece) as chunk
      from numbered
    ), moved as (
      update ${jobRows} as row set chunk = placed.chunk, state = null, words = null
      from placed where row.job = ${job.number} and row.ordinal = placed.ordinal
      returning row.ordinal, row.chunk
    )
    insert into ${jobChunks} (job, ordinal, first_row, last_row, row_count, state)
    select ${job.number}, chunk, min(ordinal), max(ordinal), count(*), ${to} from moved group by chunk
    returning row_count as rows`);
  if (chunks.length > 0) {
    await tx
      .update(jobs)
      .set({ callsTotal: sql`${jobs.callsTotal} + ${chunks.length}` })
      .where(eq(jobs.number, job.number));
  }
  return chunks.reduce((sum, { rows }) => sum + rows, 0);
}
