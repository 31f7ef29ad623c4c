import "server-only";
import { and, asc, between, eq, isNull, sql } from "drizzle-orm";
import { jobChunks, jobRows, jobs } from "@/drizzle/schema/jobs";
import { db, type Transaction } from "@/lib/db/connection";
import { newId } from "@/lib/db/ids";
import type { Row } from "./kind";
import { leaseMs } from "./limits";
import { fromNow, type JobRecord } from "./record";

/** A chunk in the hands of one holder, as long as nobody raises its fence. */
export interface Claim {
  job: number;
  ordinal: number;
  fence: number;
  /** Rows whose outcome is open. */
  rowCount: number;
  firstRow: number;
  lastRow: number;
  cursor: unknown;
  requestId: string;
  /** Whether it was sent before and nobody knows what came of it: its holder was lost, or the answer was. */
  inDoubt: boolean;
  /** performance.now() before it was asked for. */
  claimedAtMs: number;
}

/** Nobody holds it, or whoever did is lost. */
const isFree = sql`(state in ('planned', 'lost') or (state = 'sent' and leased_until < now()))`;

/** Whether there is a chunk that nobody holds. */
export async function hasClaimable({ number }: Pick<JobRecord, "number">): Promise<boolean> {
  const [free] = await db()
    .select({ ordinal: jobChunks.ordinal })
    .from(jobChunks)
    .where(and(eq(jobChunks.job, number), isFree))
    .limit(1);
  return free !== undefined;
}

/** Claims the next chunk of a running job that nobody holds. @returns undefined when there is none */
export async function claimChunk(job: JobRecord, holder: string): Promise<Claim | undefined> {
  const claimedAtMs = performance.now();
  const requestId = newId("req");
  const [claimed] = await db().execute<{
    ordinal: number;
    fence: number;
    rowCount: number;
    firstRow: number;
    lastRow: number;
    cursor: unknown;
    was: string;
  }>(sql`
    with next as (
      select ordinal, state from ${jobChunks}
      where job = ${job.number}
        and ${isFree}
        and (select state from ${jobs} where number = ${job.number}) = 'running'
      order by ordinal limit 1
      for update skip locked
    ), claimed as (
      update ${jobChunks} as chunk
      set state = 'sent', fence = chunk.fence + 1, holder = ${holder}, leased_until = ${fromNow(leaseMs)},
        attempts = chunk.attempts + 1, request_id = ${requestId}, started_at = now(), ended_at = null,
        words = null, answer = null
      from next where chunk.job = ${job.number} and chunk.ordinal = next.ordinal
      returning chunk.ordinal, chunk.fence, chunk.row_count, chunk.first_row, chunk.last_row, chunk.cursor,
        next.state as was
    ), counted as (
      update ${jobs} set
        rows_sent = rows_sent + case when was = 'sent' then 0 else row_count end,
        rows_unknown = rows_unknown - case when was = 'lost' then row_count else 0 end
      from claimed where number = ${job.number}
    )
    select ordinal, fence, row_count as "rowCount", first_row as "firstRow", last_row as "lastRow", cursor, was
    from claimed`);
  if (claimed === undefined) return undefined;
  const { was, ...chunk } = claimed;
  return { ...chunk, job: job.number, requestId, inDoubt: was !== "planned", claimedAtMs };
}

/** The rows of a claimed chunk whose outcome is open, in their order. */
export async function rowsOf(
  claim: Claim,
  where: Transaction | ReturnType<typeof db> = db(),
): Promise<Row[]> {
  return where
    .select({ ordinal: jobRows.ordinal, target: jobRows.target, input: jobRows.input })
    .from(jobRows)
    .where(
      and(
        eq(jobRows.job, claim.job),
        between(jobRows.ordinal, claim.firstRow, claim.lastRow),
        eq(jobRows.chunk, claim.ordinal),
        isNull(jobRows.state),
      ),
    )
    .orderBy(asc(jobRows.ordinal));
}
