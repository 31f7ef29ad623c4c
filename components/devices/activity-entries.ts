import type { StatusKind } from "@/components/ui/status-icon";
import type { AuditEntry, AuditOutcome } from "@/lib/contract/audit";
import { allOperations } from "@/lib/contract/operations";

/** One act of the console on a device: its intent and its outcome told as one. */
export interface DeviceAct {
  id: string;
  at: string;
  kind: StatusKind;
  /** "Tag downtown assigned". */
  title: string;
  /** What became of it where it did not simply succeed: "failed". */
  outcome: string | undefined;
  actorName: string;
}

const outcomes: Record<AuditOutcome, { kind: StatusKind; words: string | undefined }> = {
  intent: { kind: "waiting", words: "under way" },
  succeeded: { kind: "ok", words: undefined },
  accepted: { kind: "waiting", words: "accepted, u-blox finishes it later" },
  failed: { kind: "failed", words: "failed, nothing was changed" },
  denied: { kind: "neutral", words: "denied" },
  unknown: { kind: "unknown", words: "outcome unknown" },
};

/** The tags in a tag act's subject, "a, b to 0002…", when it was about this one device; else undefined. */
function tagsIn(entry: AuditEntry, rotPublicUid: string): string | undefined {
  const joint = entry.action === "tags.assign" ? " to " : " from ";
  const tail = `${joint}${rotPublicUid}`;
  return entry.subjectType === "tag" && entry.subjectId.endsWith(tail)
    ? entry.subjectId.slice(0, -tail.length)
    : undefined;
}

function isAbout(entry: AuditEntry, rotPublicUid: string): boolean {
  return entry.subjectId === rotPublicUid || tagsIn(entry, rotPublicUid) !== undefined;
}

const summaries = new Map(allOperations.map(({ operationId, summary }) => [operationId, summary]));

function titleOf(entry: AuditEntry, rotPublicUid: string): string {
  const tags = tagsIn(entry, rotPublicUid) ?? "";
  // No tag's name holds a comma.
  const named = `${tags.includes(",") ? "Tags" : "Tag"} ${tags}`;
  switch (entry.action) {
    case "tags.assign":
      return `${named} assigned`;
    case "tags.unassign":
      return tags === "all tags" ? "All tags removed" : `${named} removed`;
    case "whitelist.add":
      return "Added to the whitelist";
    case "whitelist.remove":
      return "Removed from the whitelist";
    default:
      return summaries.get(entry.action) ?? entry.action;
  }
}

/** The acts about one device, newest first: an intent whose outcome is known gives way to it. */
export function deviceActs(entries: readonly AuditEntry[], rotPublicUid: string): DeviceAct[] {
  const closed = new Set(entries.flatMap(({ intentId }) => intentId ?? []));
  return entries
    .filter((entry) => isAbout(entry, rotPublicUid) && !closed.has(entry.entryId))
    .sort((left, right) => Date.parse(right.at) - Date.parse(left.at))
    .map((entry) => ({
      id: entry.entryId,
      at: entry.at,
      kind: outcomes[entry.outcome].kind,
      title: titleOf(entry, rotPublicUid),
      outcome: outcomes[entry.outcome].words,
      actorName: entry.actorName,
    }));
}
