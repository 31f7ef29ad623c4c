import type { StatusKind } from "@/components/ui/status-icon";
import type { AuditEntry, AuditOutcome } from "@/lib/contract/audit";
import { type Batch, batches } from "@/lib/contract/batches";

export const historyKinds: Record<AuditOutcome, StatusKind> = {
  intent: "waiting",
  succeeded: "ok",
  accepted: "waiting",
  failed: "failed",
  denied: "attention",
  unknown: "unknown",
};

const acts: Record<string, string> = {
  [batches.createFromGenerator.operationId]: "Order with generated keys",
  [batches.createFromCsrs.operationId]: "Order from CSRs",
  [batches.download.operationId]: "Download of the zip",
};

const ends: Record<AuditOutcome, string> = {
  intent: "under way",
  succeeded: "done",
  accepted: "taken by Sectigo",
  failed: "failed",
  denied: "denied",
  unknown: "outcome unknown",
};

/** "Download of the zip: done". */
export function sentenceOf({ action, outcome }: AuditEntry): string {
  return `${acts[action] ?? action}: ${ends[outcome]}`;
}

/** What orders from CSRs are filed under. */
export function csrOrderSubject(certificateProfileId: number): string {
  return batches.createFromCsrs.audit.subject({
    params: {},
    query: { certificateProfileId },
    body: undefined,
  }).id;
}

/**
 * Whether a row found by what it is filed under is about this very batch. Rows of an order that came to a batch name
 * it; those of other orders from CSRs, and of a batch of the same name under another profile, are not ours.
 */
export function isAbout({ batchId, generatorParameters }: Batch, { detail }: AuditEntry): boolean {
  if (detail.batchId !== undefined) return detail.batchId === batchId;
  return generatorParameters !== null;
}

/** The rows of several questions as one life, newest first, each act once: an intent gives way to the row that closes it. */
export function oneLife(answers: readonly (readonly AuditEntry[])[]): AuditEntry[] {
  const all = new Map(answers.flat().map((entry) => [entry.entryId, entry]));
  const closed = new Set([...all.values()].map(({ intentId }) => intentId));
  return [...all.values()]
    .filter(({ entryId }) => !closed.has(entryId))
    .sort((left, right) => Date.parse(right.at) - Date.parse(left.at));
}
