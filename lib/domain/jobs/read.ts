import "server-only";
import { and, desc, eq, inArray, or, sql } from "drizzle-orm";
import { jobChunks, jobRows, jobs } from "@/drizzle/schema/jobs";
import { type Actor, actorCan } from "@/lib/access/actor";
import { type JobKindName, type JobPlan, jobKindNames, jobKinds } from "@/lib/contract/job-kinds";
import type { Job, JobState, JobSummary, RowCounts } from "@/lib/contract/jobs";
import { notFound } from "@/lib/contract/problem";
import { db, type Transaction } from "@/lib/db/connection";
import { type Outlook, outlookFor } from "@/lib/domain/vendor-budget/outlook";
import type { JobKinds } from "./kind";
import { kindOf } from "./kinds";
import { callsPerMinute } from "./pace";
import { planOf } from "./plan-of";
import { findJob, type JobRecord, plannedRows, settledRows } from "./record";
import { storedFileName } from "./results";

const kindFacts = (job: JobRecord) => jobKinds[job.kind as JobKindName];

/** Whether somebody may see a job at all: who holds the right to read what its rows hold. */
export function mayRead(actor: Actor, job: JobRecord): boolean {
  return actorCan(actor, kindFacts(job).readPermission);
}

/** @throws Refusal `not_found` when there is no such job, or not for this actor */
export async function requireJob(actor: Actor, jobId: string): Promise<JobRecord> {
  const job = await findJob(jobId);
  if (job === undefined || !mayRead(actor, job)) throw notFound("This job");
  return job;
}

interface ListQuery {
  state?: JobState;
  kind?: JobKindName;
  mine?: boolean;
  current?: boolean;
  cursor?: string;
  size: number;
}

/** Jobs whose rows the actor may read, newest first. */
export async function listJobs(
  actor: Actor,
  { state, kind, mine, current, cursor, size }: ListQuery,
): Promise<{ items: JobSummary[]; nextCursor: string | null }> {
  const readable = jobKindNames.filter((name) => actorCan(actor, jobKinds[name].readPermission));
  const found = await db()
    .select()
    .from(jobs)
    .where(
      and(
        inArray(jobs.kind, readable),
        state && eq(jobs.state, state),
        kind && eq(jobs.kind, kind),
        mine ? or(eq(jobs.createdById, actor.id), eq(jobs.startedById, actor.id)) : undefined,
        current
          ? or(
              inArray(jobs.state, ["preparing", "ready", "running", "paused"]),
              sql`${jobs.endedAt} > now() - interval '1 hour'`,
            )
          : undefined,
        // Ids are made in the order of time.
        cursor === undefined ? undefined : sql`${jobs.id} < ${cursor}`,
      ),
    )
    .orderBy(desc(jobs.id))
    .limit(size + 1);
  const page = found.slice(0, size);
  const rates = await ratesOf(page.filter((job) => job.state === "running"));
  return {
    items: await Promise.all(
      page.map(async (job) => summaryOf(job, actor, rates.get(job.number), await outlookOf(job))),
    ),
    nextCursor: found.length > size ? (page.at(-1)?.id ?? null) : null,
  };
}

const rateWindowMs = 60_000;

/** Rows with an outcome per minute, over the last minute or the time since the start. */
async function ratesOf(running: readonly JobRecord[]): Promise<Map<number, number>> {
  if (running.length === 0) return new Map();
  const recent = await db()
    .select({
      job: jobChunks.job,
      calls: sql<number>`count(*)::int`,
      sinceMs: sql<number>`(extract(epoch from now() - min(${jobChunks.startedAt})) * 1000)::float8`,
    })
    .from(jobChunks)
    .where(
      and(
        inArray(
          jobChunks.job,
          running.map(({ number }) => number),
        ),
        sql`${jobChunks.endedAt} > now() - ${rateWindowMs}::int * interval '1 millisecond'`,
      ),
    )
    .groupBy(jobChunks.job);
  return new Map(
    recent.map(({ job, calls, sinceMs }) => {
      const record = running.find(({ number }) => number === job);
      const rowsPerCall = record === undefined ? 0 : settledRows(record) / Math.max(1, record.callsMade);
      const spanMs = Math.min(rateWindowMs, Math.max(1_000, sinceMs));
      return [job, (calls * rowsPerCall * 60_000) / spanMs];
    }),
  );
}

function countsOf(job: JobRecord): RowCounts {
  return {
    total: job.rowsTotal,
    planned: Math.max(0, plannedRows(job)),
    sent: job.rowsSent,
    accepted: job.rowsAccepted,
    waiting: job.rowsWaiting,
    done: job.rowsDone,
    failed: job.rowsFailed,
    unknown: job.rowsUnknown,
    skipped: job.rowsSkipped,
  };
}

/** What the vendor's hour makes of the calls that are left; undefined where it does not count, or none is to come. */
async function outlookOf(job: JobRecord, where?: Transaction): Promise<Outlook | undefined> {
  const { makes, vendor } = kindFacts(job);
  // A file is made of what is stored, as far as that is there.
  if (makes === "file" || !["ready", "running", "paused"].includes(job.state)) return undefined;
  return await outlookFor(vendor, callsLeftOf(job), where);
}

const callsLeftOf = (job: JobRecord) => Math.max(0, job.callsTotal - job.callsMade);

/** When it will be through: as its rows come to their end just now, or later where the vendor's hour holds it up. */
function expectedEnd(
  job: JobRecord,
  left: number,
  ratePerMinute: number | undefined,
  outlook: Outlook | undefined,
): string | null {
  const waits = job.state === "paused" && job.reason === "vendor_budget";
  if (left <= 0 || (job.state !== "running" && !waits)) return null;
  const byRateMs =
    ratePerMinute !== undefined && ratePerMinute > 0 ? (left / ratePerMinute) * 60_000 : undefined;
  const byHourMs = outlook !== undefined && outlook.lastInMs > 0 ? outlook.lastInMs : undefined;
  if (byRateMs === undefined && byHourMs === undefined) return null;
  return new Date(Date.now() + Math.max(byRateMs ?? 0, byHourMs ?? 0)).toISOString();
}

function summaryOf(
  job: JobRecord,
  actor: Actor,
  ratePerMinute: number | undefined,
  outlook: Outlook | undefined,
): JobSummary {
  const rows = countsOf(job);
  const left = rows.planned + rows.sent;
  const isRunning = job.state === "running";
  return {
    jobId: job.id,
    kind: job.kind as JobKindName,
    title: job.title,
    state: job.state as JobState,
    reason:
      job.words === null
        ? null
        : {
            code: (job.reason ?? "vendor_away") as NonNullable<JobSummary["reason"]>["code"],
            words: job.words,
          },
    resumesAt: job.resumesAt?.toISOString() ?? null,
    unit: { one: job.unit[0] ?? "", many: job.unit[1] ?? "" },
    rows,
    calls: { total: job.callsTotal, made: job.callsMade },
    ratePerMinute: isRunning ? (ratePerMinute ?? null) : null,
    expectedEndAt: expectedEnd(job, left, ratePerMinute, outlook),
    createdAt: job.createdAt.toISOString(),
    createdBy: job.createdBy,
    startedAt: job.startedAt?.toISOString() ?? null,
    startedBy: job.startedBy,
    endedAt: job.endedAt?.toISOString() ?? null,
    mine: [job.createdById, job.startedById].includes(actor.id),
  };
}

/** The whole of one job, for who may see it. */
export async function describeJob(
  job: JobRecord,
  actor: Actor,
  kinds: JobKinds,
  tx?: Transaction,
): Promise<Job> {
  const kind = kindOf(kinds, job.kind);
  const { vendor } = kindFacts(job);
  const rates = await ratesOf(job.state === "running" ? [job] : []);
  const outlook = await outlookOf(job, tx);
  const summary = summaryOf(job, actor, rates.get(job.number), outlook);
  const perMinute = vendor === null ? null : callsPerMinute(vendor);
  const input = job.input as never;
  return {
    ...summary,
    digest: job.digest,
    targets: kind.makes === "file" ? kind.contents : targetWords(planOf(job), summary),
    facts: kind.facts(input),
    consequence:
      kind.makes === "file" || job.state === "preparing"
        ? null
        : kind.consequence(input, { planned: job.rowsTotal - job.rowsSkipped, skipped: job.rowsSkipped }),
    cost: {
      callsPerMinute: perMinute,
      expectedMs:
        perMinute === null ? null : Math.max((callsLeftOf(job) * 60_000) / perMinute, outlook?.lastInMs ?? 0),
      hourly: outlook === undefined ? null : { limit: outlook.hourlyLimit, leftNow: outlook.leftNow },
    },
    skipped: job.skips,
    failures: job.rowsFailed === 0 ? [] : await failuresOf(job, tx ?? db()),
    stopAtFailurePercent: job.stopAtFailurePercent,
    file:
      kind.makes === "file"
        ? {
            name: storedFileName(job, kind),
            bytes: job.fileBytes,
            rows: job.rowsDone,
            complete: job.state === "done",
          }
        : null,
    expiresAt: job.expiresAt?.toISOString() ?? null,
  };
}

const reasonsShown = 10;

async function failuresOf(job: JobRecord, where: Transaction | ReturnType<typeof db>) {
  const found = await where.execute<{ words: string; rows: number }>(sql`
    select coalesce(words, 'The vendor refused it.') as words, sum(rows)::int as rows from (
      select words, row_count as rows from ${jobChunks} where job = ${job.number} and state = 'failed'
      union all
      select words, 1 from ${jobRows} where job = ${job.number} and state = 'failed'
    ) as failed group by 1 having sum(rows) > 0 order by 2 desc, 1 limit ${reasonsShown}`);
  return [...found];
}

function targetWords(plan: JobPlan, { unit, rows }: JobSummary): string {
  if (!("targets" in plan)) return "";
  const { targets } = plan;
  switch (targets.from) {
    case "list":
    case "deviceProfiles":
      return rows.total === 1 ? `One ${unit.one}, chosen by hand.` : `A selection of ${unit.many}.`;
    case "file":
      return `The file ${targets.fileName}.`;
    case "rootCa":
      return `Every device with a certificate of ${targets.caName} when the plan was made.`;
    case "devices": {
      const { tag, deviceProfileUid, filter } = targets.question;
      if (tag !== undefined) return `Every device with the tag “${tag}” when the plan was made.`;
      if (deviceProfileUid !== undefined) {
        return `Every device of the device profile ${deviceProfileUid} when the plan was made.`;
      }
      if (filter === "WHITELISTED") return "Every whitelisted device when the plan was made.";
      if (filter === "BLACKLISTED") return "Every blacklisted device when the plan was made.";
      return "Every device there was when the plan was made.";
    }
  }
}
