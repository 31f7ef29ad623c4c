import "server-only";
import { inArray, sql } from "drizzle-orm";
import { db } from "@/lib/db/connection";
import { wake } from "@/lib/domain/jobs/wake";
import { logger } from "@/lib/log";

/** A job that somebody should be at, by our own tables. */
export interface StrandedJob {
  jobId: string;
  /** How many drivers it may have at once. */
  lanes: number;
}

/**
 * Wakes the jobs among these that no message stands for, neither waiting nor being worked on. There should be none: it
 * is for messages lost to a restored backup, an emptied queue, or a mistake of ours.
 * @returns how many were woken
 */
export async function wakeStranded(candidates: () => Promise<StrandedJob[]>): Promise<number> {
  const jobs = await candidates();
  if (jobs.length === 0) return 0;
  const jobId = sql<string>`data ->> 'jobId'`;
  const messages = await db().execute<{ jobId: string }>(sql`
    select distinct ${jobId} as "jobId" from pgboss.job
    where name = 'jobs' and state < 'completed' and ${inArray(
      jobId,
      jobs.map((job) => job.jobId),
    )}`);
  const attended = new Set(messages.map((message) => message.jobId));
  const stranded = jobs.filter((job) => !attended.has(job.jobId));
  for (const job of stranded) {
    await db().transaction((tx) => wake(tx, job.jobId, job.lanes));
  }
  if (stranded.length > 0) {
    logger().warn({ jobIds: stranded.map((job) => job.jobId) }, "jobs that nobody was at were woken");
  }
  return stranded.length;
}
