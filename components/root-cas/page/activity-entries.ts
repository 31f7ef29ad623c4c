import type { AuditEntry, AuditOutcome } from "@/lib/contract/audit";
import { allOperations } from "@/lib/contract/operations";

/** One act of the console on a root CA: its intent and its outcome told as one. */
export interface RootCaActivityEntry {
  id: string;
  at: string;
  title: string;
  outcome: AuditOutcome;
  actorName: string;
}

const summaries = new Map(allOperations.map(({ operationId, summary }) => [operationId, summary]));

/** The acts, newest first: an intent whose outcome is known gives way to it. */
export function actsIn(entries: readonly AuditEntry[]): RootCaActivityEntry[] {
  const closed = new Set(entries.flatMap(({ intentId }) => intentId ?? []));
  return entries
    .filter(({ entryId }) => !closed.has(entryId))
    .sort((left, right) => Date.parse(right.at) - Date.parse(left.at))
    .map(({ entryId, at, action, outcome, actorName }) => ({
      id: entryId,
      at,
      title: summaries.get(action) ?? action,
      outcome,
      actorName,
    }));
}
