import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { jobChunks } from "@/drizzle/schema/jobs";
import { type JobKindName, jobKinds } from "@/lib/contract/job-kinds";
import { db } from "@/lib/db/connection";
import { isDatabaseTrouble } from "@/lib/db/trouble";
import { publishJobSoon } from "@/lib/domain/events/publish-job-soon";
import { outlookFor } from "@/lib/domain/vendor-budget/outlook";
import { logger } from "@/lib/log";
import { VendorError } from "@/lib/vendors/http/vendor-error";
import {
  breakDown,
  type Consequence,
  carryOut,
  carryOutInRecords,
  consequenceOf,
  waitForCalls,
  wordsOf,
} from "./carry-out";
import { type Claim, claimChunk, hasClaimable } from "./claim";
import type { AnyJobKind, JobKinds } from "./kind";
import { kindOf, lanesOf } from "./kinds";
import { Leases } from "./lease";
import { turnMs } from "./limits";
import { lookAtWaiting } from "./look-at-waiting";
import { pace } from "./pace";
import { prepare } from "./prepare";
import { findJob, type JobRecord } from "./record";
import { Fenced, giveBack } from "./settle";
import { starterOf } from "./starter";
import {
  finishIfOver,
  pauseByItself,
  resumeByItself,
  stopByItself,
  tooManyFailed,
  vendorIsBack,
  waitForVendor,
} from "./state-changes";
import { wake } from "./wake";
import { writePage } from "./write-page";

export interface DriveOptions {
  jobId: string;
  kinds: JobKinds;
  /** Names this process among all that drive jobs. */
  holder: string;
  /** Aborted when the process is to end: the call under way is finished, none is begun. */
  signal: AbortSignal;
}

const holders = new Map<string, Leases>();

function leasesOf(holder: string): Leases {
  const leases = holders.get(holder) ?? new Leases(holder);
  holders.set(holder, leases);
  return leases;
}

/**
 * Goes on with a job for a while, whatever there is to do: prepare its plan, send what is left, look at what waits. Any
 * number of drivers may be at one job: claims keep them apart.
 * @returns "more" when its turn is over and there is more to do; "idle" when somebody has to wake it again
 * @throws when our own database is away, or something is wrong here: to be tried again after a while
 */
export async function drive({ jobId, kinds, holder, signal }: DriveOptions): Promise<"idle" | "more"> {
  const job = await findJob(jobId);
  if (job === undefined) return "idle";
  const kind = kindOf(kinds, job.kind);
  if (job.state === "preparing") {
    await prepare(job, kind, signal);
    return "idle";
  }
  const running = job.state === "paused" ? await resumeByItself(job, lanesOf(kind)) : job;
  if (running?.state !== "running") return "idle";
  const turnEndsAtMs = performance.now() + turnMs;
  while (!signal.aborted && performance.now() < turnEndsAtMs) {
    const current = await findJob(jobId);
    if (current?.state !== "running") return "idle";
    if (!(await step(current, kind, leasesOf(holder), signal))) return "idle";
  }
  return "more";
}

/** One call, if there is one to make. @returns whether to go on at once */
async function step(job: JobRecord, kind: AnyJobKind, leases: Leases, signal: AbortSignal): Promise<boolean> {
  await pace(job.kind, signal);
  if (signal.aborted) return true;
  // The wait may have been long; what counts are the rights of this moment.
  const actor = await starterOf(job, jobKinds[job.kind as JobKindName].permission);
  if (typeof actor === "string") {
    await stopByItself(job, { code: "starter", words: actor });
    return false;
  }
  const shortMs = kind.makes === "rows" ? await waitForBudget(job) : 0;
  if (shortMs > 0) return await follow(job, waitForCalls(shortMs));
  const claim = await claimChunk(job, leases.holder);
  if (claim === undefined) return await nothingToClaim(job, kind, signal);
  publishJobSoon(job.id);
  const consequence = await leases
    .during(claim, (mayBegin) => {
      if (kind.makes === "file") return takePage(job, kind, claim, signal);
      if (kind.makes === "records") return carryOutInRecords(job, kind, actor, claim);
      return carryOut(job, kind, actor, claim, mayBegin);
    })
    .catch((error: unknown): Consequence => {
      if (!(error instanceof Fenced)) throw error;
      logger().warn(
        { jobId: job.id, chunk: claim.ordinal },
        "a chunk was claimed by another process meanwhile",
      );
      return { go: "on" };
    });
  publishJobSoon(job.id);
  return await follow(job, consequence);
}

/** A job that had to wait for calls goes on when several may go, and does not stop after each. */
const callsAtOnceAgain = 10;

/**
 * How long the job has to wait for the vendor's hour, 0 when a call may go now or none is to be made. It is looked at
 * before a chunk is claimed: one that is not let go leaves a failure in the audit history.
 */
async function waitForBudget(job: JobRecord): Promise<number> {
  const callsLeft = Math.max(1, job.callsTotal - job.callsMade);
  const { vendor } = jobKinds[job.kind as JobKindName];
  const outlook = await outlookFor(vendor, Math.min(callsAtOnceAgain, callsLeft));
  if (outlook === undefined || outlook.leftNow > 0 || !(await hasClaimable(job))) return 0;
  return Math.max(1, outlook.lastInMs);
}

async function follow(job: JobRecord, consequence: Consequence): Promise<boolean> {
  switch (consequence.go) {
    case "wait":
      await waitForVendor(job, consequence);
      return false;
    case "pause":
      await pauseByItself(job, consequence);
      return false;
    case "stop":
      await stopByItself(job, consequence);
      return false;
    case "on": {
      if (job.awayCount > 0) await vendorIsBack(job);
      const after = await findJob(job.id);
      if (after === undefined || !tooManyFailed(after)) return true;
      await stopByItself(after, {
        code: "failures",
        words: `More than ${after.stopAtFailurePercent} % of the rows with an outcome have failed.`,
      });
      return false;
    }
  }
}

async function takePage(
  job: JobRecord,
  kind: Extract<AnyJobKind, { makes: "file" }>,
  claim: Claim,
  signal: AbortSignal,
): Promise<Consequence> {
  try {
    await writePage(job, kind, claim, signal);
    return { go: "on" };
  } catch (error) {
    if (error instanceof Fenced || isDatabaseTrouble(error)) throw error;
    if (!(error instanceof VendorError)) return await breakDown(error, claim, giveBack);
    await db().transaction((tx) => giveBack(tx, claim));
    return consequenceOf(error) ?? { go: "stop", code: "targets", words: wordsOf(error) };
  }
}

/** All chunks are in somebody's hands, or settled. */
async function nothingToClaim(job: JobRecord, kind: AnyJobKind, signal: AbortSignal): Promise<boolean> {
  if (await finishIfOver(job)) return false;
  const [sent] = await db()
    .select({ until: sql<string | null>`max(${jobChunks.leasedUntil})` })
    .from(jobChunks)
    .where(and(eq(jobChunks.job, job.number), eq(jobChunks.state, "sent")));
  if (sent?.until != null) {
    // Whoever holds them goes on with the job; when that process is lost, its claims run out by then.
    const after = new Date(Math.max(Date.parse(sent.until), Date.now()) + 1_000);
    await db().transaction((tx) => wake(tx, job.id, 1, after));
    return false;
  }
  if (job.rowsWaiting > 0 && kind.makes === "rows") await lookAtWaiting(job, kind, signal);
  return false;
}
