import "server-only";
import type { AuditDetail } from "@/drizzle/schema/audit";
import { type Actor, actorCan } from "@/lib/access/actor";
import { roleLabels, rolesWith } from "@/lib/access/permissions";
import type { AuditFacts } from "@/lib/audit/entry";
import { begin, finish, type Intent, record } from "@/lib/audit/record";
import { sealSoon } from "@/lib/audit/seal";
import type { AuditAction } from "@/lib/contract/audit-actions";
import type { AnyOperation, AuditSubject } from "@/lib/contract/operation";
import { Refusal } from "@/lib/contract/problem";
import { db, type Transaction } from "@/lib/db/connection";
import { logger } from "@/lib/log";
import { issuePermit } from "@/lib/vendors/http/issue-permit";
import type { Permit } from "@/lib/vendors/http/permit";
import { VendorError } from "@/lib/vendors/http/vendor-error";
import { issueRecordsPermit, type RecordsPermit } from "./records-permit";

/** One change, as it will stand in the audit history. */
export interface Act {
  actor: Actor;
  action: AuditAction;
  permission: AnyOperation["permission"];
  subject: AuditSubject;
  fields?: string[];
  /** Why, in the person's own words, where the operation asks for it. */
  statedReason?: string;
  requestId: string;
  /** The job it belongs to. */
  jobId?: string;
  /** Asked just before a byte is sent to a vendor: whoever holds a lease sends nothing once it has run out. */
  mayBegin?: () => boolean;
}

/** Adds facts to the outcome row: an id the vendor gave, a checksum, a count. Never a secret. */
export type Note = (facts: AuditDetail) => void;

/** `later` marks acts that the vendor takes now and finishes by itself. */
export type Finishes = "now" | "later";

function factsOf(act: Act, detail: AuditDetail = {}): AuditFacts {
  const { actor, action, subject, requestId, jobId, fields = [], statedReason } = act;
  return {
    actor,
    action,
    subject,
    requestId,
    jobId,
    fields,
    detail: { ...(statedReason !== undefined && { statedReason }), ...detail },
  };
}

/** Refuses, and records the refusal, when the actor's role does not hold the permission now. */
export async function guard(act: Act): Promise<void> {
  if (actorCan(act.actor, act.permission)) return;
  await refuse(act, forbidden(act.permission), { permission: act.permission });
}

/** Refuses an act before anything of it has begun, and records that it was denied. */
export async function refuse(
  act: Act,
  refusal: Refusal,
  detail: AuditDetail = errorFacts(refusal),
): Promise<never> {
  await recordQuietly(act, "denied", detail);
  throw refusal;
}

/** The refusal for a missing permission, naming who holds it. */
export function forbidden(permission: Act["permission"]): Refusal {
  const holders = rolesWith(permission).map((role) => roleLabels[role]);
  return new Refusal("forbidden", {
    detail: `It needs the permission ${permission}.`,
    next: `People with the role ${holders.join(" or ")} can do it; an administrator can change your role.`,
  });
}

/**
 * A change in a vendor's system: permission, intent row (committed), the act with its permit, outcome row.
 * When the intent cannot be written, nothing is sent.
 */
export async function performAtVendor<Result>(
  act: Act,
  finishes: Finishes,
  run: (permit: Permit, note: Note) => Promise<Result>,
): Promise<Result> {
  await guard(act);
  const intent = await beginOrRefuse(act);
  const { note, noted } = notes();
  try {
    const result = await run(permitOf(act, intent), note);
    await finishQuietly(intent, finishes === "later" ? "accepted" : "succeeded", noted());
    return result;
  } catch (error) {
    await finishQuietly(intent, outcomeOf(error), { ...noted(), ...errorFacts(error) });
    throw error;
  }
}

function permitOf({ actor, requestId, jobId, mayBegin }: Act, { entryId }: Intent): Permit {
  return issuePermit({
    requestId,
    auditId: entryId,
    mayBegin,
    background: jobId !== undefined,
    askedBy: actor.name,
  });
}

/**
 * A change in our own tables: permission, then the change and its row in one transaction.
 * @param before runs ahead of the transaction and can refuse: for what takes long, or uses the database by itself and
 *   would wait for a connection while it holds one
 */
export async function performInRecords<Result>(
  act: Act,
  run: (permit: RecordsPermit, note: Note) => Promise<Result>,
  before?: () => Promise<void>,
): Promise<Result> {
  await guard(act);
  const { note, noted } = notes();
  try {
    await before?.();
    const result = await db().transaction(async (tx: Transaction) => {
      const changed = await run(issueRecordsPermit({ requestId: act.requestId, tx }), note);
      await record(tx, factsOf(act, noted()), "succeeded");
      return changed;
    });
    sealSoon();
    return result;
  } catch (error) {
    await recordQuietly(act, isDenial(error) ? "denied" : "failed", { ...noted(), ...errorFacts(error) });
    throw error;
  }
}

/** Whoever asks did not show to be who they say they are. */
function isDenial(error: unknown): boolean {
  return error instanceof Refusal && error.code === "confirmation_needed";
}

export async function beginOrRefuse(act: Act, answerOverdueMs?: number): Promise<Intent> {
  try {
    return await begin(factsOf(act), answerOverdueMs);
  } catch (error) {
    logger().error(
      { error, requestId: act.requestId, action: act.action },
      "audit intent could not be written",
    );
    throw new Refusal("audit_unavailable", {
      detail: "The audit history cannot be written at the moment, and nothing is changed without a record.",
      next: "Try again in a minute. Reading still works where the database answers.",
    });
  }
}

/** The act is over either way: a row that cannot be written now is closed as unknown by the sweep. */
export async function finishQuietly(
  intent: Intent,
  outcome: Parameters<typeof finish>[1],
  detail: AuditDetail,
): Promise<void> {
  try {
    await finish(intent, outcome, detail);
  } catch (error) {
    logger().error({ error, entryId: intent.entryId, outcome }, "audit outcome could not be written");
  }
}

async function recordQuietly(act: Act, outcome: "denied" | "failed", detail: AuditDetail): Promise<void> {
  try {
    await record(db(), factsOf(act, detail), outcome);
    sealSoon();
  } catch (error) {
    logger().error({ error, requestId: act.requestId, action: act.action }, "audit row could not be written");
  }
}

export function notes(): { note: Note; noted: () => AuditDetail } {
  const all: AuditDetail = {};
  return { note: (facts) => Object.assign(all, facts), noted: () => all };
}

/** Failed when it is certain that nothing happened; unknown whenever the vendor may have acted. */
export function outcomeOf(error: unknown): "failed" | "unknown" {
  if (error instanceof VendorError) return error.mayHaveActed ? "unknown" : "failed";
  return error instanceof Refusal && error.code !== "outcome_unknown" ? "failed" : "unknown";
}

export function errorFacts(error: unknown): AuditDetail {
  if (error instanceof VendorError) {
    return { code: error.kind, vendor: error.vendor, vendorStatus: error.status ?? null };
  }
  return { code: error instanceof Refusal ? error.code : "internal" };
}
