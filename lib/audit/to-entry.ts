import type { auditEntries, auditSeals } from "@/drizzle/schema/audit";
import type { AuditEntry, AuditOutcome } from "@/lib/contract/audit";

type EntryRow = typeof auditEntries.$inferSelect;
type SealRow = Pick<typeof auditSeals.$inferSelect, "sequence" | "hash" | "previousHash">;

/** The stored row, and its seal if it has one, as the contract's entry. */
export function toEntry(row: EntryRow, seal: SealRow | null): AuditEntry {
  return {
    entryId: row.id,
    sequence: seal?.sequence ?? null,
    at: row.at.toISOString(),
    actorType: row.actorType as AuditEntry["actorType"],
    actorId: row.actorId,
    actorName: row.actorName,
    actorRole: row.actorRole,
    action: row.action,
    subjectType: row.subjectType,
    subjectId: row.subjectId,
    outcome: row.outcome as AuditOutcome,
    intentId: row.intentId,
    requestId: row.requestId,
    jobId: row.jobId,
    address: row.address,
    fields: row.fields,
    detail: row.detail,
    hash: seal?.hash ?? null,
    previousHash: seal?.previousHash ?? null,
  };
}
