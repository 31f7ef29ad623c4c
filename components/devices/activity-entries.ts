import type { AuditEntry, AuditOutcome } from "@/lib/contract/audit";
import { allOperations } from "@/lib/contract/operations";

/** One act of the console on a device: its intent and its outcome told as one. */
export interface DeviceAct {
  id: string;
  at: string;
  /** What was asked for: "Assign tag downtown". */
  title: string;
  /** What became of it. */
  outcome: AuditOutcome;
  actorName: string;
}

/** The tags in a tag act's subject, "a, b to 0002…", when it was about this one device; else undefined. */
function tagsIn(entry: AuditEntry, rotPublicUid: string): string | undefined {
  const joint = entry.action === "tags.assign" ? " to " : " from ";
  const tail = `${joint}${rotPublicUid}`;
  return entry.subjectType === "tag" && entry.subjectId.endsWith(tail)
    ? entry.subjectId.slice(0, -tail.length)
    : undefined;
}

function isAbout(entry: AuditEntry, rotPublicUid: string): boolean {
  // A tag may be called like the device.
  if (entry.subjectType === "tag") return tagsIn(entry, rotPublicUid) !== undefined;
  return entry.subjectId === rotPublicUid;
}

const summaries = new Map(allOperations.map(({ operationId, summary }) => [operationId, summary]));

function titleOf(entry: AuditEntry, rotPublicUid: string): string {
  const tags = tagsIn(entry, rotPublicUid) ?? "";
  // No tag's name holds a comma.
  const named = `${tags.includes(",") ? "tags" : "tag"} ${tags}`;
  switch (entry.action) {
    case "tags.assign":
      return `Assign ${named}`;
    case "tags.unassign":
      return tags === "all tags" ? "Remove all tags" : `Remove ${named}`;
    case "whitelist.add":
      return "Add to the whitelist";
    case "whitelist.remove":
      return "Remove from the whitelist";
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
      title: titleOf(entry, rotPublicUid),
      outcome: entry.outcome,
      actorName: entry.actorName,
    }));
}
