import "server-only";
import { eq, sql } from "drizzle-orm";
import { jobs } from "@/drizzle/schema/jobs";
import type { JobReason, JobState } from "@/lib/contract/jobs";
import { type Database, db, type Transaction } from "@/lib/db/connection";

export type JobRecord = typeof jobs.$inferSelect;

/** The job as it is now; undefined when it is gone. */
export async function findJob(
  jobId: string,
  where: Transaction | Database = db(),
): Promise<JobRecord | undefined> {
  const [job] = await where.select().from(jobs).where(eq(jobs.id, jobId));
  return job;
}

/** Locks the job, so that whoever steers it at the same time waits. */
export async function lockJob(tx: Transaction, jobId: string): Promise<JobRecord | undefined> {
  const [job] = await tx.select().from(jobs).where(eq(jobs.id, jobId)).for("update");
  return job;
}

/** Rows that will still be begun: what no other count holds. */
export function plannedRows(job: JobRecord): number {
  return (
    job.rowsTotal -
    job.rowsSkipped -
    job.rowsSent -
    job.rowsAccepted -
    job.rowsWaiting -
    job.rowsDone -
    job.rowsFailed -
    job.rowsUnknown
  );
}

/** Rows that have their outcome, those skipped from the start left out. */
export function settledRows(job: JobRecord): number {
  return job.rowsAccepted + job.rowsDone + job.rowsFailed + job.rowsUnknown + job.rowsWaiting;
}

export interface Why {
  code: JobReason;
  words: string;
}

/** The columns of a state and its reason; nothing else may say in which state a job is. */
export function stateColumns(state: JobState, why?: Why) {
  return { state, reason: why?.code ?? null, words: why?.words ?? null, resumesAt: null };
}

/** A point in time from now, by the database's clock: processes may run on machines that disagree. */
export function fromNow(ms: number) {
  return sql<Date>`now() + ${Math.round(ms)}::int8 * interval '1 millisecond'`;
}
