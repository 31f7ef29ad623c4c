import "server-only";
import { createHash, type Hash } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { jobChunks, jobRows, jobs } from "@/drizzle/schema/jobs";
import { db, type Transaction } from "@/lib/db/connection";
import { copyIn, copyLine } from "./copy-in";
import type { PlannedRow } from "./kind";
import { rowsPerFreeze, skipReasonsMax, targetCharactersMax } from "./limits";
import type { JobRecord } from "./record";
import { storable } from "./words";

/** Somebody else prepares this job now, or it is not being prepared any more. */
export class Superseded extends Error {
  constructor() {
    super("somebody else prepares this job");
    this.name = "Superseded";
  }
}

export interface Frozen {
  rows: number;
  skipped: number;
  calls: number;
  digest: string;
}

interface OpenChunk {
  ordinal: number;
  firstRow: number;
  lastRow: number;
  rowCount: number;
}

/**
 * Writes targets down as they come, so many in a transaction, and cuts those that will be carried out into chunks. Every
 * transaction first makes sure that this preparation is still the current one.
 */
export class Freezer {
  readonly #job: JobRecord;
  readonly #rowsPerCall: number;
  readonly #hash: Hash;
  readonly #reasons = new Map<string, number>();
  /** Lines that are still to be copied, and how many rows they are. */
  #rows = "";
  #chunks = "";
  #rowsWaiting = 0;
  /** Chunks that still take rows, by what their rows have in common. */
  readonly #open = new Map<string, OpenChunk>();
  readonly #commonOf: (row: PlannedRow) => string;
  #rowCount = 0;
  #skipped = 0;
  #chunkCount = 0;

  /**
   * `job.preparation` tells this preparation from others.
   * @param commonOf what the rows of one call have in common: those of which it says something else go into other calls
   */
  constructor(job: JobRecord, rowsPerCall: number, commonOf: (row: PlannedRow) => string = () => "") {
    this.#job = job;
    this.#commonOf = commonOf;
    this.#rowsPerCall = rowsPerCall;
    this.#hash = digestOf(job);
  }

  async add(rows: readonly PlannedRow[]): Promise<void> {
    let text = "";
    for (const row of rows) {
      const target = row.target.slice(0, targetCharactersMax);
      text += `${JSON.stringify([row.ordinal, target, row.input ?? null, row.skip ?? null])}\n`;
      this.#take(row, target);
      if (this.#rowsWaiting === rowsPerFreeze) await this.#write();
    }
    this.#hash.update(text);
    // Slow lists show what has been found so far.
    if (this.#rowsWaiting > 0 && this.#rowCount < rowsPerFreeze) await this.#write();
  }

  /** Writes the rest. @returns what has been frozen */
  async end(): Promise<Frozen> {
    for (const chunk of this.#open.values()) this.#close(chunk);
    await this.#write();
    return {
      rows: this.#rowCount,
      skipped: this.#skipped,
      calls: this.#chunkCount,
      digest: this.#hash.digest("hex"),
    };
  }

  #take(row: PlannedRow, target: string): void {
    const { ordinal, input, skip } = row;
    this.#rowCount += 1;
    this.#rowsWaiting += 1;
    if (skip !== undefined) {
      this.#skipped += 1;
      this.#countReason(skip);
      this.#rows += copyLine([this.#job.number, ordinal, null, target, input ?? null, "skipped", skip]);
      return;
    }
    const chunk = this.#chunkFor(row);
    chunk.firstRow = Math.min(chunk.firstRow, ordinal);
    chunk.lastRow = Math.max(chunk.lastRow, ordinal);
    chunk.rowCount += 1;
    this.#rows += copyLine([this.#job.number, ordinal, chunk.ordinal, target, input ?? null, null, null]);
  }

  /** The chunk that takes this row: a full one is closed, and a new one opened. */
  #chunkFor(row: PlannedRow): OpenChunk {
    const common = this.#commonOf(row);
    const open = this.#open.get(common);
    if (open !== undefined && open.rowCount < this.#rowsPerCall) return open;
    if (open !== undefined) this.#close(open);
    this.#chunkCount += 1;
    const { ordinal } = row;
    const chunk = { ordinal: this.#chunkCount, firstRow: ordinal, lastRow: ordinal, rowCount: 0 };
    this.#open.set(common, chunk);
    return chunk;
  }

  #close({ ordinal, firstRow, lastRow, rowCount }: OpenChunk): void {
    this.#chunks += copyLine([this.#job.number, ordinal, firstRow, lastRow, rowCount]);
  }

  #countReason(reason: string): void {
    const words = storable(reason);
    const known = this.#reasons.get(words);
    if (known !== undefined || this.#reasons.size < skipReasonsMax)
      this.#reasons.set(words, (known ?? 0) + 1);
  }

  async #write(): Promise<void> {
    if (this.#rows === "" && this.#chunks === "") return;
    const [rows, chunks] = [this.#rows, this.#chunks];
    [this.#rows, this.#chunks, this.#rowsWaiting] = ["", "", 0];
    const skips = [...this.#reasons].map(([words, count]) => ({ words, rows: count }));
    await db().$client.begin(async (tx) => {
      // Whatever a crash of the database takes of this is begun anew; that the plan stands is committed to disk, and
      // everything before it with it.
      await tx`set local synchronous_commit = off`;
      const current = await tx`
        update jobs set rows_total = ${this.#rowCount}, rows_skipped = ${this.#skipped},
          calls_total = ${this.#chunkCount}, skips = ${JSON.stringify(skips)}::jsonb
        where number = ${this.#job.number} and preparation = ${this.#job.preparation} and state = 'preparing'`;
      if (current.count === 0) throw new Superseded();
      if (rows !== "") await copyIn(tx, "job_rows (job, ordinal, chunk, target, input, state, words)", rows);
      if (chunks !== "")
        await copyIn(tx, "job_chunks (job, ordinal, first_row, last_row, row_count)", chunks);
    });
  }
}

function digestOf({ kind, input }: Pick<JobRecord, "kind" | "input">): Hash {
  return createHash("sha256").update(`${kind}\n${JSON.stringify(input)}\n`);
}

/** The digest of a job that has no rows of its own. */
export function digestWithoutRows(job: Pick<JobRecord, "kind" | "input">): string {
  return digestOf(job).digest("hex");
}

/**
 * Begins a preparation, or begins it anew after the one before broke off: whatever that one has frozen is removed.
 * @param after only when this is still the current preparation
 * @returns the job with the number of this preparation; undefined when it is not to be prepared
 * @throws Superseded
 */
export async function beginPreparation(jobId: string, after?: number): Promise<JobRecord | undefined> {
  const [job] = await db()
    .update(jobs)
    .set({
      preparation: sql`${jobs.preparation} + 1`,
      rowsTotal: 0,
      rowsSkipped: 0,
      callsTotal: 0,
      skips: [],
      reason: null,
      words: null,
      resumesAt: null,
    })
    .where(
      and(
        eq(jobs.id, jobId),
        eq(jobs.state, "preparing"),
        after === undefined ? undefined : eq(jobs.preparation, after),
      ),
    )
    .returning();
  if (job !== undefined) await removeRows(job.number, job.preparation);
  return job;
}

const rowsPerRemoval = 50_000;

/**
 * Removes the frozen rows of a job, or under the negative of its number the staged ones, in short transactions.
 * @param preparation that asks for it: what a later one has frozen stays
 * @throws Superseded
 */
export async function removeRows(number: number, preparation?: number): Promise<void> {
  for (;;) {
    const removed = await db().transaction(async (tx) => {
      if (preparation !== undefined) await holdPreparation(tx, Math.abs(number), preparation);
      await tx.delete(jobChunks).where(eq(jobChunks.job, number));
      return await tx.execute(sql`
        delete from ${jobRows} where (job, ordinal) in (
          select job, ordinal from ${jobRows} where job = ${number} order by ordinal limit ${rowsPerRemoval})`);
    });
    if (removed.count < rowsPerRemoval) return;
  }
}

async function holdPreparation(tx: Transaction, number: number, preparation: number): Promise<void> {
  const [held] = await tx
    .select({ number: jobs.number })
    .from(jobs)
    .where(and(eq(jobs.number, number), eq(jobs.preparation, preparation), eq(jobs.state, "preparing")))
    .for("update");
  if (held === undefined) throw new Superseded();
}
