import type { CertificateAct, CertificateActRecord, PendingAct } from "@/lib/contract/device-certificates";
import { expectedContact } from "@/lib/domain/heartbeat/standing";
import { heartbeatsOf } from "./act-progress";
import type { ActRow } from "./acts";

/** What is known of a device's contacts; null where it is not. */
export interface Contact {
  /** The last one, which only the device's activity tells. */
  lastContactAt: string | null;
  /** One that is known of, perhaps not the last: what is older may have been followed by others. */
  heardAt: string | null;
  heartbeatSeconds: number | null;
}

export const unknownContact: Contact = { lastContactAt: null, heardAt: null, heartbeatSeconds: null };

/** The column holds nothing else: only `withActsRecorded` writes it. */
export const actOf = ({ act }: Pick<ActRow, "act">) => act as CertificateAct;

/**
 * By when the next heartbeat is due that brings an act forward. Before the first one the interval counts from the last
 * contact before the asking, or from the asking; behind it from the last contact, or as if the first had come late.
 */
export function expectedBy(
  { askedAt, heartbeatsSeen }: Pick<ActRow, "askedAt" | "heartbeatsSeen">,
  { lastContactAt, heartbeatSeconds }: Pick<Contact, "lastContactAt" | "heartbeatSeconds">,
): string | null {
  const lastMs = lastContactAt === null ? Number.NaN : Date.parse(lastContactAt);
  const askedMs = askedAt.getTime();
  const intervalMs = (heartbeatSeconds ?? 0) * 1_000;
  const firstBy = askedMs + intervalMs;
  const from =
    heartbeatsSeen === 0 ? Math.min(askedMs, lastMs || askedMs) : lastMs > askedMs ? lastMs : firstBy;
  return expectedContact({ lastContactAt: new Date(from).toISOString(), heartbeatSeconds });
}

/**
 * Whether the device has been in contact so late that every heartbeat an act needs must have come: an act that shows no
 * trace by then will not show any.
 */
export function mustHaveBeenSeen(row: ActRow, { heardAt, heartbeatSeconds }: Contact): boolean {
  if (heardAt === null || heartbeatSeconds === null) return false;
  const heartbeats = heartbeatsOf[actOf(row)];
  return (
    heartbeats > 0 && Date.parse(heardAt) > row.askedAt.getTime() + heartbeats * heartbeatSeconds * 1_000
  );
}

/** An open act as it is told. */
export function pendingOf(row: ActRow, contact: Contact, nowMs: number): PendingAct {
  const due = expectedBy(row, contact);
  const act = actOf(row);
  return {
    act,
    askedAt: row.askedAt.toISOString(),
    askedBy: row.askedBy,
    certain: row.certain,
    toCaName: row.toCaName,
    heartbeats: heartbeatsOf[act],
    heartbeatsSeen: row.heartbeatsSeen,
    expectedBy: act === "revoke" ? null : due,
    overdue: act !== "revoke" && due !== null && Date.parse(due) < nowMs,
  };
}

/** The one of several open acts that matters most: a re-key, which nothing else may overtake, then the latest. */
export function foremost(open: readonly ActRow[]): ActRow | undefined {
  return open.find((row) => isRunningRekey(row)) ?? open[0];
}

/** Whether u-blox takes nothing else for this device. A re-key whose answer was lost may never have begun. */
export function isRunningRekey(row: Pick<ActRow, "act" | "certain" | "heartbeatsSeen">): boolean {
  return row.act === "rekey" && (row.certain || row.heartbeatsSeen > 0);
}

/** An act for the history of a device. */
export function recordOf(row: ActRow): CertificateActRecord {
  const { act, caName, toCaName, serialNumber, askedBy, jobId, certain, heartbeatsSeen } = row;
  const applied = heartbeatsSeen >= (heartbeatsOf[actOf(row)] ?? 0);
  const ended = applied ? "applied" : "superseded";
  return {
    act: actOf({ act }),
    caName,
    toCaName,
    serialNumber,
    askedAt: row.askedAt.toISOString(),
    askedBy,
    jobId,
    state: row.endedAt === null ? (certain ? "accepted" : "unanswered") : ended,
    endedAt: row.endedAt?.toISOString() ?? null,
  };
}
