import "server-only";
import { eq, lt } from "drizzle-orm";
import { type AuditDetail, auditEntries, auditOpenIntents } from "@/drizzle/schema/audit";
import type { Actor } from "@/lib/access/actor";
import type { AuditOutcome } from "@/lib/contract/audit";
import type { AuditAction } from "@/lib/contract/audit-actions";
import { type Database, db, type Transaction } from "@/lib/db/connection";
import { type AuditFacts, entryRow } from "./entry";
import { sealSoon } from "./seal";

/** Longest any vendor call may take, with room; after it a silent intent counts as lost. */
const answerOverdueMsDefault = 5 * 60_000;

export interface Intent {
  entryId: string;
  facts: AuditFacts;
}

/**
 * Writes down what is about to happen, and commits it. When this throws, nothing may be sent.
 * @param answerOverdueMs after which the sweep takes the answer as lost
 */
export async function begin(facts: AuditFacts, answerOverdueMs = answerOverdueMsDefault): Promise<Intent> {
  const row = entryRow(facts, "intent");
  await db().transaction(async (tx) => {
    await tx.insert(auditEntries).values(row);
    await tx
      .insert(auditOpenIntents)
      .values({ entryId: row.id, overdueAt: new Date(Date.now() + answerOverdueMs) });
  });
  sealSoon();
  return { entryId: row.id, facts };
}

/**
 * Closes an intent with what came of it. An intent is closed once: a second close, such as after the
 * sweep took the answer as lost, still adds its row, so that the later knowledge is on record too.
 */
export async function finish(
  intent: Intent,
  outcome: Exclude<AuditOutcome, "intent">,
  detail: AuditDetail = {},
): Promise<void> {
  await db().transaction(async (tx) => {
    await tx
      .insert(auditEntries)
      .values(
        entryRow({ ...intent.facts, detail: { ...intent.facts.detail, ...detail } }, outcome, intent.entryId),
      );
    await tx.delete(auditOpenIntents).where(eq(auditOpenIntents.entryId, intent.entryId));
  });
  sealSoon();
}

/** Moves the moment after which an intent counts as lost, for acts that are visibly still running. */
export async function keepOpen(intent: Intent, answerOverdueMs: number): Promise<void> {
  await db()
    .update(auditOpenIntents)
    .set({ overdueAt: new Date(Date.now() + answerOverdueMs) })
    .where(eq(auditOpenIntents.entryId, intent.entryId));
}

/**
 * One row that stands alone, inside the transaction that makes the change it tells of.
 * The caller has it sealed (`sealSoon`) once the transaction is committed.
 */
export async function record(
  where: Transaction | Database,
  facts: AuditFacts,
  outcome: Exclude<AuditOutcome, "intent">,
): Promise<void> {
  await where.insert(auditEntries).values(entryRow(facts, outcome));
}

/**
 * Closes intents whose answer is overdue as unknown. Safe in any number of processes at once.
 * @returns how many were closed
 */
export async function sweepStaleIntents(now = new Date()): Promise<number> {
  const closed = await db().transaction(async (tx) => {
    const overdue = await tx
      .delete(auditOpenIntents)
      .where(lt(auditOpenIntents.overdueAt, now))
      .returning({ entryId: auditOpenIntents.entryId });
    for (const { entryId } of overdue) {
      const [intent] = await tx.select().from(auditEntries).where(eq(auditEntries.id, entryId));
      if (intent === undefined) continue;
      const actor: Actor = {
        type: intent.actorType as Actor["type"],
        id: intent.actorId,
        name: intent.actorName,
        role: intent.actorRole as Actor["role"],
        address: intent.address,
      };
      const facts: AuditFacts = {
        actor,
        action: intent.action as AuditAction,
        subject: { type: intent.subjectType, id: intent.subjectId },
        requestId: intent.requestId,
        ...(intent.jobId !== null && { jobId: intent.jobId }),
        fields: intent.fields,
        detail: { ...intent.detail, reason: "no_answer_recorded" },
      };
      await tx.insert(auditEntries).values(entryRow(facts, "unknown", entryId));
    }
    return overdue.length;
  });
  if (closed > 0) sealSoon();
  return closed;
}
