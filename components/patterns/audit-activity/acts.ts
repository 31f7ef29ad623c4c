import type { AuditEntry, AuditOutcome } from "@/lib/contract/audit";

/** One act of the console: its intent and its outcome told as one. */
export interface Act {
  id: string;
  at: string;
  title: string;
  outcome: AuditOutcome;
  actorName: string;
}

/**
 * The acts in some audit entries, newest first: an intent whose outcome is known gives way to it. Entries that come twice,
 * because several questions found them, count once.
 */
export function actsIn(entries: readonly AuditEntry[], titleOf: (action: string) => string): Act[] {
  const byId = new Map(entries.map((entry) => [entry.entryId, entry]));
  const closed = new Set(entries.flatMap(({ intentId }) => intentId ?? []));
  return [...byId.values()]
    .filter(({ entryId }) => !closed.has(entryId))
    .sort((left, right) => Date.parse(right.at) - Date.parse(left.at))
    .map(({ entryId, at, action, outcome, actorName }) => ({
      id: entryId,
      at,
      title: titleOf(action),
      outcome,
      actorName,
    }));
}
