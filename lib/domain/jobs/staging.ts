import "server-only";
import { and, asc, eq, gt, sql } from "drizzle-orm";
import { jobRows, jobs } from "@/drizzle/schema/jobs";
import { db } from "@/lib/db/connection";
import { copyIn, copyLine } from "./copy-in";
import { removeRows, Superseded } from "./freeze";
import type { PlannedRow, RowPages } from "./kind";
import { rowsPerJudgement, targetCharactersMax } from "./limits";
import type { JobRecord } from "./record";
import { wake } from "./wake";

// A file whose rows a vendor is asked about is read while it arrives and judged afterwards, in the background: until
// then its rows wait under the negative of the job's number, where nothing counts or shows them.

const place = (job: Pick<JobRecord, "number">) => -job.number;

/** Keeps the rows of a file, and has the plan prepared from them. @throws Superseded */
export async function stage(job: JobRecord, pages: RowPages): Promise<JobRecord> {
  await forget(job);
  let count = 0;
  for await (const rows of pages) {
    count += rows.length;
    await db().$client.begin(async (tx) => {
      const current = await tx`
        update jobs set rows_total = ${count}
        where number = ${job.number} and preparation = ${job.preparation} and state = 'preparing'`;
      if (current.count === 0) throw new Superseded();
      const lines = rows.map(({ ordinal, target, input, skip }) =>
        copyLine([place(job), ordinal, target.slice(0, targetCharactersMax), input ?? null, skip ?? null]),
      );
      await copyIn(tx, "job_rows (job, ordinal, target, input, words)", lines.join(""));
    });
  }
  return await db().transaction(async (tx) => {
    const [received] = await tx
      .update(jobs)
      .set({ targets: sql`${jobs.targets} || '{"received": true}'` })
      .where(and(eq(jobs.id, job.id), eq(jobs.preparation, job.preparation), eq(jobs.state, "preparing")))
      .returning();
    if (received === undefined) throw new Superseded();
    await wake(tx, job.id, 1);
    return received;
  });
}

/** Whatever another file has left goes, and so does that it was there. @throws Superseded */
async function forget(job: JobRecord): Promise<void> {
  const [current] = await db()
    .update(jobs)
    .set({ targets: sql`${jobs.targets} - 'received'` })
    .where(and(eq(jobs.id, job.id), eq(jobs.preparation, job.preparation), eq(jobs.state, "preparing")))
    .returning();
  if (current === undefined) throw new Superseded();
  await removeRows(place(job), job.preparation);
}

/** The rows that were kept, in their order, so many as are judged at once. */
export async function* staged(job: JobRecord): RowPages {
  for (let after = 0; ; ) {
    const found = await db()
      .select({
        ordinal: jobRows.ordinal,
        target: jobRows.target,
        input: jobRows.input,
        skip: jobRows.words,
      })
      .from(jobRows)
      .where(and(eq(jobRows.job, place(job)), gt(jobRows.ordinal, after)))
      .orderBy(asc(jobRows.ordinal))
      .limit(rowsPerJudgement);
    if (found.length === 0) return;
    after = found.at(-1)?.ordinal ?? after;
    yield found.map(
      ({ ordinal, target, input, skip }): PlannedRow => ({
        ordinal,
        target,
        ...(input !== null && { input }),
        ...(skip !== null && { skip }),
      }),
    );
  }
}

/** Removes them: the plan stands, or is given up. */
export async function unstage(job: Pick<JobRecord, "number">): Promise<void> {
  await removeRows(place(job));
}
