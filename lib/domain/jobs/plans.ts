import "server-only";
import type { Readable } from "node:stream";
import { eq, sql } from "drizzle-orm";
import { jobs } from "@/drizzle/schema/jobs";
import { type Actor, actorCan } from "@/lib/access/actor";
import { type JobPlan, jobKinds } from "@/lib/contract/job-kinds";
import { Refusal } from "@/lib/contract/problem";
import { type Database, db, type Transaction } from "@/lib/db/connection";
import { newId } from "@/lib/db/ids";
import { forbidden } from "@/lib/operations/perform";
import type { RecordsPermit } from "@/lib/operations/records-permit";
import { beginPreparation, Freezer, removeRows, Superseded } from "./freeze";
import type { JobKinds } from "./kind";
import { kindOf } from "./kinds";
import { planLifeMs } from "./limits";
import { comesAsFile, planOf, waitsForFile } from "./plan-of";
import { finishPreparation } from "./prepare";
import { fromNow, type JobRecord, stateColumns } from "./record";
import { stage, unstage } from "./staging";
import { wake } from "./wake";

/** @throws Refusal `forbidden` when the actor may not do what the plan would do */
function requireRight(actor: Actor, kind: JobPlan["kind"]): void {
  const { permission } = jobKinds[kind];
  if (!actorCan(actor, permission)) throw forbidden(permission);
}

async function insertPlan(where: Transaction | Database, actor: Actor, plan: JobPlan, kinds: JobKinds) {
  const kind = kindOf(kinds, plan.kind);
  const unit = kind.makes === "file" ? kind.unit : kind.unit(plan);
  const [job] = await where
    .insert(jobs)
    .values({
      id: newId("job"),
      kind: plan.kind,
      title: kind.title(plan.input, unit.many),
      unit: [unit.one, unit.many],
      ...stateColumns("preparing"),
      input: plan.input,
      targets: "targets" in plan ? plan.targets : null,
      createdById: actor.id,
      createdBy: actor.name,
      expiresAt: fromNow(planLifeMs),
    })
    .returning();
  if (job === undefined) throw new Error("the plan was not stored");
  return job;
}

/**
 * Makes a plan, to be prepared in the background; one whose targets are a file waits for it.
 * @throws Refusal `forbidden`
 */
export async function makePlan(
  { tx }: RecordsPermit,
  actor: Actor,
  plan: JobPlan,
  kinds: JobKinds,
): Promise<JobRecord> {
  requireRight(actor, plan.kind);
  const job = await insertPlan(tx, actor, plan, kinds);
  if (!comesAsFile(plan)) await wake(tx, job.id, 1);
  return job;
}

/**
 * Makes a plan of a file in one go: when this ends well the plan is ready, otherwise nothing is left of it.
 * @throws Refusal as `kind.readFile` does
 */
export async function makePlanOfFile(
  permit: RecordsPermit,
  actor: Actor,
  plan: JobPlan,
  file: Readable,
  kinds: JobKinds,
): Promise<JobRecord> {
  requireRight(actor, plan.kind);
  await waitForUpload(permit);
  // Committed before the gate's transaction ends: the rows are written in transactions of their own.
  const job = await insertPlan(db(), actor, plan, kinds);
  try {
    return await freezeFile(job, plan, file, kinds);
  } catch (error) {
    await removeRows(job.number);
    await unstage(job);
    await db().delete(jobs).where(eq(jobs.id, job.id));
    throw error;
  }
}

/**
 * Reads the file that a plan waits for. When it is refused or does not arrive whole, the plan goes on waiting.
 * @throws Refusal `conflict` when the plan waits for none, and as `kind.readFile` does
 */
export async function receiveTargets(
  permit: RecordsPermit,
  actor: Actor,
  job: JobRecord,
  file: Readable,
  kinds: JobKinds,
): Promise<JobRecord> {
  const plan = planOf(job);
  requireRight(actor, plan.kind);
  if (job.state !== "preparing" || !waitsForFile(job)) {
    throw new Refusal("conflict", {
      detail: "This plan does not wait for a file: its targets are there, or come from somewhere else.",
      next: "Make a new plan for another file.",
    });
  }
  await waitForUpload(permit);
  return await freezeFile(job, plan, file, kinds);
}

const uploadMsMax = 15 * 60_000;

/** The gate's transaction has nothing to do until the whole file has arrived. */
async function waitForUpload({ tx }: RecordsPermit): Promise<void> {
  await tx.execute(sql.raw(`set local idle_in_transaction_session_timeout = ${uploadMsMax}`));
}

async function freezeFile(
  job: JobRecord,
  plan: JobPlan,
  file: Readable,
  kinds: JobKinds,
): Promise<JobRecord> {
  const kind = kindOf(kinds, job.kind);
  if (kind.makes === "file" || kind.readFile === undefined) {
    throw new Refusal("conflict", {
      detail: "The targets of this kind of job do not come as a file.",
      next: "Name them in the plan.",
    });
  }
  const current = await beginPreparation(job.id);
  if (current === undefined) throw planIsGone();
  try {
    const pages = kind.readFile(file, plan);
    // What takes calls to the vendor is not done while somebody waits for the answer.
    if (kind.judge !== undefined) return await stage(current, pages);
    const freezer = new Freezer(current, kind.rowsPerCall, kind.commonOf);
    for await (const rows of pages) await freezer.add(rows);
    return await finishPreparation(current, kind, await freezer.end());
  } catch (error) {
    // What there is of this file goes, but not what somebody else has sent meanwhile.
    await beginPreparation(current.id, current.preparation);
    throw error instanceof Superseded ? planIsGone() : error;
  }
}

function planIsGone(): Refusal {
  return new Refusal("conflict", {
    detail: "The plan is not there any more, or another file was sent for it meanwhile.",
    next: "Look at the plan, or make a new one.",
  });
}
