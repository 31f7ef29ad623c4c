import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { eq, gt, sql } from "drizzle-orm";
import { expect } from "vitest";
import { jobChunks, jobPages, jobRows, jobs } from "@/drizzle/schema/jobs";
import type { JobKindName } from "@/lib/contract/job-kinds";
import { jobKinds } from "@/lib/contract/job-kinds";
import { db } from "@/lib/db/connection";
import { type JobRecord, plannedRows } from "./record";

const expand = promisify(gunzip);

/** Every state a row can be in. */
const states = ["planned", "sent", "accepted", "waiting", "done", "failed", "unknown", "skipped"];

let recounted = 0;

/**
 * Counts everything of every job since the last time again, from the rows, chunks and pages themselves: what the job
 * says of itself must be exactly that, at any moment. Plans that are being prepared grow as it is read, and are left
 * out.
 */
export async function recountAll(): Promise<void> {
  const since = await db().select().from(jobs).where(gt(jobs.number, recounted)).orderBy(jobs.number);
  recounted = since.at(-1)?.number ?? recounted;
  for (const { id, state } of since) {
    if (state !== "preparing" && state !== "failed") await recount(id);
  }
}

/** The same for one job. */
export async function recount(jobId: string): Promise<void> {
  await db().transaction(
    async (tx) => {
      const [job] = await tx.select().from(jobs).where(eq(jobs.id, jobId));
      if (job === undefined) throw new Error(`there is no job ${jobId}`);
      const isFile = jobKinds[job.kind as JobKindName].makes === "file";
      const [calls] = await tx
        .select({
          total: sql<number>`count(*)::int`,
          ended: sql<number>`count(ended_at)::int`,
        })
        .from(jobChunks)
        .where(eq(jobChunks.job, job.number));
      expect(job.callsMade, `calls that ${jobId} made`).toBe(calls?.ended);
      if (isFile) return await recountFile(job);
      expect(job.callsTotal, `calls of ${jobId}`).toBe(calls?.total);
      const counted = Object.fromEntries(states.map((state) => [state, 0]));
      const rows = await tx.execute<{ state: string; rows: number }>(sql`
        select coalesce(r.state, case c.state when 'lost' then 'unknown' else c.state end, 'none') as state,
          count(*)::int as rows
        from ${jobRows} r left join ${jobChunks} c on c.job = r.job and c.ordinal = r.chunk
        where r.job = ${job.number} group by 1`);
      for (const { state, rows: number } of rows) counted[state] = number;
      expect(stored(job), `what ${jobId} says of its rows`).toEqual(counted);
      expect(
        Object.values(stored(job)).reduce((sum, number) => sum + number, 0),
        `all rows of ${jobId}`,
      ).toBe(job.rowsTotal);
      const wrong = await tx.execute(sql`
        select c.ordinal, c.state, c.row_count, count(r.ordinal)::int as rows
        from ${jobChunks} c
        left join ${jobRows} r on r.job = c.job and r.chunk = c.ordinal and r.state is null
          and r.ordinal between c.first_row and c.last_row
        where c.job = ${job.number} group by 1, 2, 3 having count(r.ordinal) <> c.row_count`);
      expect([...wrong], `chunks of ${jobId} that do not hold the rows they say`).toEqual([]);
    },
    { isolationLevel: "repeatable read" },
  );
}

async function recountFile(job: JobRecord): Promise<void> {
  const pages = await db().select().from(jobPages).where(eq(jobPages.job, job.number));
  expect(job.rowsDone, `rows in the file of ${job.id}`).toBe(
    pages.reduce((sum, page) => sum + page.rowCount, 0),
  );
  const texts = await Promise.all(pages.map(({ content }) => expand(content)));
  expect(job.fileBytes, `bytes in the file of ${job.id}`).toBe(
    texts.reduce((sum, { length }) => sum + length, 0),
  );
}

function stored(job: JobRecord): Record<string, number> {
  return {
    planned: plannedRows(job),
    sent: job.rowsSent,
    accepted: job.rowsAccepted,
    waiting: job.rowsWaiting,
    done: job.rowsDone,
    failed: job.rowsFailed,
    unknown: job.rowsUnknown,
    skipped: job.rowsSkipped,
  };
}
