import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { jobChunks, jobRows, jobs } from "@/drizzle/schema/jobs";
import type { Transaction } from "@/lib/db/connection";
import type { Claim } from "./claim";
import type { CallOutcome, Row, RowOutcome } from "./kind";
import { storable } from "./words";

/** The claim is somebody else's meanwhile: whatever this holder still knows is not written. */
export class Fenced extends Error {
  constructor() {
    super("somebody else has claimed this chunk");
    this.name = "Fenced";
  }
}

type Settled = RowOutcome["state"];

const countColumns: Record<Settled, string> = {
  done: "rows_done",
  accepted: "rows_accepted",
  waiting: "rows_waiting",
  failed: "rows_failed",
  unknown: "rows_unknown",
  skipped: "rows_skipped",
};

function held(claim: Claim) {
  return and(
    eq(jobChunks.job, claim.job),
    eq(jobChunks.ordinal, claim.ordinal),
    eq(jobChunks.fence, claim.fence),
    eq(jobChunks.state, "sent"),
  );
}

/** Locks the chunk for its holder until the transaction ends. @throws Fenced */
async function hold(tx: Transaction, claim: Claim): Promise<void> {
  const [chunk] = await tx
    .select({ fence: jobChunks.fence })
    .from(jobChunks)
    .where(held(claim))
    .for("update");
  if (chunk === undefined) throw new Fenced();
}

/**
 * Writes down what became of rows that differ from their chunk; from then on the chunk is about the others. Whatever is
 * said of rows that are not open in this chunk is not heard.
 * @throws Fenced
 */
export async function settleApart(
  tx: Transaction,
  claim: Claim,
  outcomes: ReadonlyMap<number, RowOutcome>,
): Promise<void> {
  if (outcomes.size === 0) return;
  await hold(tx, claim);
  const entries = [...outcomes];
  const settled = await tx.execute<{ state: Settled }>(sql`
    update ${jobRows} as row set state = found.state, words = found.words
    from unnest(${list(
      entries.map(([ordinal]) => ordinal),
      "int",
    )},
      ${list(
        entries.map(([, { state }]) => state),
        "text",
      )},
      ${list(
        entries.map(([, { words }]) => (words === undefined ? null : storable(words))),
        "text",
      )}) as found (ordinal, state, words)
    where row.job = ${claim.job} and row.ordinal = found.ordinal and row.chunk = ${claim.ordinal} and row.state is null
    returning row.state`);
  await tx
    .update(jobChunks)
    .set({ rowCount: sql`${jobChunks.rowCount} - ${settled.length}` })
    .where(held(claim));
  const tally = new Map<Settled, number>();
  for (const { state } of settled) tally.set(state, (tally.get(state) ?? 0) + 1);
  await count(tx, claim.job, tally, settled.length);
}

/** An array parameter of its own type, so that Postgres need not guess. */
function list(values: readonly (string | number | null)[], type: "int" | "text") {
  return sql`${sql.param(values)}::${sql.raw(type)}[]`;
}

/** Ends a chunk's call with one outcome for its rows, those apart excepted. @throws Fenced */
export async function settle(
  tx: Transaction,
  claim: Claim,
  rows: readonly Row[],
  { state, words, answer, apart }: CallOutcome,
): Promise<void> {
  const own = new Map(apart);
  // Rows that wait are looked at one by one later, so each carries its own state.
  if (state === "waiting") {
    for (const { ordinal } of rows) if (!own.has(ordinal)) own.set(ordinal, { state, words });
  }
  await settleApart(tx, claim, own);
  const [ended] = await tx
    .update(jobChunks)
    .set({
      state,
      words: words === undefined ? null : storable(words),
      answer: answer === undefined ? null : storable(answer),
      endedAt: sql`now()`,
      holder: null,
    })
    .where(held(claim))
    .returning({ rowCount: jobChunks.rowCount });
  if (ended === undefined) throw new Fenced();
  await count(tx, claim.job, new Map([[state, ended.rowCount]]), ended.rowCount, 1);
}

/** Gives a chunk back that certainly was not carried out; of a job that was stopped meanwhile it is skipped. @throws Fenced */
export async function giveBack(tx: Transaction, claim: Claim): Promise<void> {
  const rowCount = await release(tx, claim, "planned");
  const stopped = await wasStopped(tx, claim);
  if (stopped) {
    await tx
      .update(jobChunks)
      .set({ state: "skipped", words: "Not begun: the job was stopped before." })
      .where(and(eq(jobChunks.job, claim.job), eq(jobChunks.ordinal, claim.ordinal)));
  }
  await count(tx, claim.job, new Map(stopped ? [["skipped", rowCount]] : []), rowCount);
}

/** Locks the job of a claim, as always after the chunk. @returns whether it was stopped */
async function wasStopped(tx: Transaction, { job: number }: Claim): Promise<boolean> {
  const [job] = await tx
    .select({ state: jobs.state })
    .from(jobs)
    .where(eq(jobs.number, number))
    .for("update");
  return job?.state === "stopped";
}

/** Notes that a chunk was sent and that nobody knows what came of it. @throws Fenced */
export async function lose(tx: Transaction, claim: Claim, words: string): Promise<void> {
  const rowCount = await release(tx, claim, "lost", words);
  await count(tx, claim.job, new Map([["unknown", rowCount]]), rowCount);
}

async function release(
  tx: Transaction,
  claim: Claim,
  state: "planned" | "lost",
  words?: string,
): Promise<number> {
  const [released] = await tx
    .update(jobChunks)
    .set({ state, words: words ?? null, holder: null, leasedUntil: null })
    .where(held(claim))
    .returning({ rowCount: jobChunks.rowCount });
  if (released === undefined) throw new Fenced();
  return released.rowCount;
}

/** Cuts a chunk that was refused as a whole into two that are tried again, unless the job was stopped. @throws Fenced */
export async function split(tx: Transaction, claim: Claim, rows: readonly Row[]): Promise<void> {
  const half = rows.slice(0, Math.ceil(rows.length / 2));
  const rest = rows.slice(half.length);
  const [lastOfHalf, firstOfRest] = [half.at(-1)?.ordinal ?? 0, rest[0]?.ordinal ?? 0];
  await hold(tx, claim);
  // With the job locked, two splits do not choose the same ordinal.
  if (await wasStopped(tx, claim)) return await giveBack(tx, claim);
  await tx
    .update(jobs)
    .set({ callsTotal: sql`${jobs.callsTotal} + 1` })
    .where(eq(jobs.number, claim.job));
  const [added] = await tx.execute<{ ordinal: number }>(sql`
    insert into ${jobChunks} (job, ordinal, first_row, last_row, row_count)
    select ${claim.job}, max(ordinal) + 1, ${firstOfRest}, ${claim.lastRow}, ${rest.length}
    from ${jobChunks} where job = ${claim.job} returning ordinal`);
  await tx
    .update(jobRows)
    .set({ chunk: added?.ordinal ?? null })
    .where(
      and(
        eq(jobRows.job, claim.job),
        eq(jobRows.chunk, claim.ordinal),
        sql`${jobRows.state} is null`,
        sql`${jobRows.ordinal} between ${firstOfRest} and ${claim.lastRow}`,
      ),
    );
  await tx
    .update(jobChunks)
    .set({ lastRow: lastOfHalf, rowCount: half.length, state: "planned", holder: null, leasedUntil: null })
    .where(held(claim));
  await count(tx, claim.job, new Map(), rows.length);
}

/** Moves rows from "sent" to where they went. */
async function count(
  tx: Transaction,
  job: number,
  settled: ReadonlyMap<Settled, number>,
  rows: number,
  calls = 0,
): Promise<void> {
  const changes = [
    sql`rows_sent = rows_sent - ${rows}`,
    sql`calls_made = calls_made + ${calls}`,
    ...[...settled].map(([state, gained]) => {
      const column = sql.raw(countColumns[state]);
      return sql`${column} = ${column} + ${gained}`;
    }),
  ];
  await tx.execute(sql`update ${jobs} set ${sql.join(changes, sql`, `)} where number = ${job}`);
}
