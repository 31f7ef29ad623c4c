import { asc, eq, sql } from "drizzle-orm";
import { jobChunks, jobRows, jobs } from "@/drizzle/schema/jobs";
import type { Actor } from "@/lib/access/actor";
import type { Role } from "@/lib/access/permissions";
import { makePerson } from "@/lib/access/testing";
import type { AuditAction } from "@/lib/contract/audit-actions";
import type { JobPlan } from "@/lib/contract/job-kinds";
import { goesOnByItself } from "@/lib/contract/jobs";
import { db, openDatabase } from "@/lib/db/connection";
import { newId } from "@/lib/db/ids";
import { type TestDatabase, testDatabase } from "@/lib/db/testing";
import { personActor } from "@/lib/domain/users/users";
import { completeEnv } from "@/lib/env";
import { logger } from "@/lib/log";
import { performInRecords } from "@/lib/operations/perform";
import type { RecordsPermit } from "@/lib/operations/records-permit";
import { startJob } from "./control";
import { drive } from "./drive";
import type { JobKinds } from "./kind";
import { makePlan } from "./plans";
import { findJob, type JobRecord } from "./record";

/** A database for a file of tests whose vendors ask nobody to wait. */
export async function jobsDatabase(): Promise<TestDatabase> {
  completeEnv({ UBLOX_JOB_CALLS_PER_MINUTE: "999999" });
  // Failures are what these tests make; the log need not tell of them.
  logger().level = "silent";
  const database = await testDatabase();
  // Processes of a test are to meet in the database, not in the queue for a connection.
  await openDatabase(database.url, 20);
  return database;
}

/** Somebody who signs in, as an actor. */
export async function somebody(role: Role = "admin"): Promise<Actor> {
  return personActor(await makePerson({ role, passwordHash: null }));
}

/** What somebody does through the gate. */
export async function act<Result>(
  actor: Actor,
  action: AuditAction,
  run: (permit: RecordsPermit) => Promise<Result>,
): Promise<Result> {
  const subject = { type: "job", id: "of a test" };
  const requestId = newId("req");
  return await performInRecords({ actor, action, permission: "jobs:run", subject, requestId }, run);
}

export function assignTo(targets: readonly string[]): JobPlan {
  return {
    kind: "tags.assign",
    input: { tagNames: ["downtown"] },
    targets: { from: "list", ids: [...targets] },
  };
}

export function noteAll(targets: readonly string[]): JobPlan {
  const input = { tagNames: ["downtown"], allTags: false };
  return { kind: "tags.unassign", input, targets: { from: "list", ids: [...targets] } };
}

export function exportTags(format: "csv" | "jsonl" = "csv"): JobPlan {
  return { kind: "tags.export", input: { format } };
}

/** "r1" to "rN". */
export function targetsTo(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `r${index + 1}`);
}

/** One turn of one process at a job. */
export async function turn(
  jobId: string,
  kinds: JobKinds,
  holder = "one process",
  signal = new AbortController().signal,
): Promise<"idle" | "more"> {
  return await drive({ jobId, kinds, holder, signal });
}

/** A plan, prepared. */
export async function planned(actor: Actor, plan: JobPlan, kinds: JobKinds): Promise<JobRecord> {
  const { id } = await act(actor, "jobs.preview", (permit) => makePlan(permit, actor, plan, kinds));
  await turn(id, kinds);
  return await jobOf(id);
}

/** A plan, prepared and started. */
export async function started(
  actor: Actor,
  plan: JobPlan,
  kinds: JobKinds,
  stopAtFailurePercent: number | null = null,
): Promise<JobRecord> {
  const job = await planned(actor, plan, kinds);
  return await start(actor, job, kinds, stopAtFailurePercent);
}

export async function start(
  actor: Actor,
  { id, digest, words }: JobRecord,
  kinds: JobKinds,
  stopAtFailurePercent: number | null = null,
): Promise<JobRecord> {
  if (digest === null) throw new Error(`the plan is not ready: ${words}`);
  return await act(actor, "jobs.start", (permit) =>
    startJob(permit, actor, id, { digest, stopAtFailurePercent }, kinds),
  );
}

export async function jobOf(jobId: string): Promise<JobRecord> {
  const job = await findJob(jobId);
  if (job === undefined) throw new Error(`there is no job ${jobId}`);
  return job;
}

/** As if a long time had passed: whoever held something has lost it, and whatever waits for its time is due. */
export async function timePasses(jobId: string): Promise<void> {
  const { number } = await jobOf(jobId);
  const past = sql`now() - interval '1 second'`;
  await db().update(jobs).set({ resumesAt: past }).where(sql`id = ${jobId} and resumes_at is not null`);
  await db().update(jobChunks).set({ leasedUntil: past }).where(sql`job = ${number} and state = 'sent'`);
}

const roundsMax = 300;

/** Drives a job, with all the time there is, until it is over or waits for a person. */
export async function driveToEnd(jobId: string, kinds: JobKinds, holder?: string): Promise<JobRecord> {
  for (let round = 0; round < roundsMax; round++) {
    await turn(jobId, kinds, holder);
    const job = await jobOf(jobId);
    const goesOn = job.state === "running" || (job.state === "paused" && goesOnByItself(job.reason));
    if (!goesOn) return job;
    await timePasses(jobId);
  }
  throw new Error(`the job ${jobId} never ends`);
}

/** Every row with its state and words, as people see them. */
export async function rowsOfJob(
  jobId: string,
): Promise<{ target: string; state: string; words: string | null }[]> {
  const { number } = await jobOf(jobId);
  const rows = await db().execute<{ target: string; state: string; words: string | null }>(sql`
    select r.target, coalesce(r.state, case c.state when 'lost' then 'unknown' else c.state end) as state,
      case when r.state is null then c.words else r.words end as words
    from ${jobRows} r left join ${jobChunks} c on c.job = r.job and c.ordinal = r.chunk
    where r.job = ${number} order by r.ordinal`);
  return [...rows];
}

/** The state of every row: `{ done: ["r1"], failed: ["r2"] }`. */
export async function targetsByState(jobId: string): Promise<Partial<Record<string, string[]>>> {
  const rows = await rowsOfJob(jobId);
  const found = Object.groupBy(rows, ({ state }) => state);
  return Object.fromEntries(
    Object.entries(found).map(([state, some]) => [state, (some ?? []).map(({ target }) => target)]),
  );
}

export async function chunksOfJob(jobId: string): Promise<(typeof jobChunks.$inferSelect)[]> {
  const { number } = await jobOf(jobId);
  return await db().select().from(jobChunks).where(eq(jobChunks.job, number)).orderBy(asc(jobChunks.ordinal));
}
