import "server-only";
import { and, eq, inArray, lt, sql } from "drizzle-orm";
import { jobChunks, jobPages, jobs } from "@/drizzle/schema/jobs";
import { type JobKindName, jobKinds } from "@/lib/contract/job-kinds";
import { passingReasons } from "@/lib/contract/jobs";
import { db } from "@/lib/db/connection";
import { removeRows } from "./freeze";
import { unstage } from "./staging";

/**
 * Jobs that somebody should be at. Whoever asks wakes them; a job that is being driven already is not harmed by it.
 */
export async function strandedJobs(): Promise<{ jobId: string; lanes: number }[]> {
  const found = await db()
    .select({ jobId: jobs.id })
    .from(jobs)
    .where(
      sql`(${jobs.state} = 'preparing' and ((${jobs.targets} ->> 'from') is distinct from 'file' or ${jobs.targets} ? 'received')
          and (${jobs.resumesAt} is null or ${jobs.resumesAt} < now()))
        or ${jobs.state} = 'running'
        or (${jobs.state} = 'paused' and ${inArray(jobs.reason, [...passingReasons])} and ${jobs.resumesAt} < now())`,
    );
  return found.map(({ jobId }) => ({ jobId, lanes: 1 }));
}

/** Calls of stopped jobs whose process was lost: nobody will claim them again, so their outcome is unknown. */
export async function closeOrphans(): Promise<void> {
  await db().execute(sql`
    with lost as (
      update ${jobChunks} as chunk
      set state = 'lost', holder = null, leased_until = null,
        words = 'It was sent and the answer was lost. Nobody can say from here whether it was carried out.'
      from ${jobs} as job
      where job.state = 'stopped' and chunk.job = job.number and chunk.state = 'sent' and chunk.leased_until < now()
      returning chunk.job, chunk.row_count
    )
    update ${jobs} as job set rows_sent = rows_sent - rows, rows_unknown = rows_unknown + rows
    from (select job, sum(row_count)::int as rows from lost group by job) as total
    where job.number = total.job`);
}

const fileKinds = Object.keys(jobKinds).filter((name) => jobKinds[name as JobKindName].makes === "file");

/**
 * Removes plans nobody started in time, and the files of exports that are kept no longer; the record of such a job stays.
 * @returns how many
 */
export async function sweepExpired(): Promise<number> {
  // From here on nobody can start them; when this breaks off, the next sweep goes on.
  const plans = await db()
    .update(jobs)
    .set({ state: "failed", digest: null })
    .where(and(lt(jobs.expiresAt, sql`now()`), inArray(jobs.state, ["preparing", "ready", "failed"])))
    .returning({ number: jobs.number });
  for (const { number } of plans) {
    await removeRows(number);
    await unstage({ number });
    await db().delete(jobs).where(eq(jobs.number, number));
  }
  const files = await db()
    .update(jobs)
    .set({ fileBytes: 0 })
    .where(and(lt(jobs.expiresAt, sql`now()`), inArray(jobs.kind, fileKinds), sql`${jobs.fileBytes} > 0`))
    .returning({ number: jobs.number });
  for (const { number } of files) await db().delete(jobPages).where(eq(jobPages.job, number));
  return plans.length + files.length;
}
