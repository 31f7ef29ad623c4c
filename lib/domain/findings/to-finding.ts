import type { findings } from "@/drizzle/schema/ublox";
import { type Finding, findingKind, findingStatus } from "@/lib/contract/findings";
import { type LastCheck, stillReported } from "./last-check";

export type FindingRow = typeof findings.$inferSelect;

/** The row as the contract's finding. */
export function toFinding(row: FindingRow, lastCheck: LastCheck | undefined): Finding {
  return {
    findingId: row.id,
    kind: findingKind.parse(row.kind),
    rotPublicUid: row.rotPublicUid,
    deviceProfileUid: row.deviceProfileUid,
    imei: row.imei,
    deviceSerialNumber: row.deviceSerialNumber,
    reasons: row.reasons,
    at: row.at?.toISOString() ?? null,
    firstSeenAt: row.firstSeenAt.toISOString(),
    lastSeenAt: row.lastSeenAt.toISOString(),
    status: findingStatus.parse(row.status),
    // Nobody has changed it since its last change: it opened by itself.
    reopened: row.version > 1 && row.changedAt === null,
    stillReported: stillReported(row, lastCheck),
    owner: row.ownerId === null ? null : { userId: row.ownerId, name: row.ownerName ?? row.ownerId },
    note: row.note,
    changedAt: row.changedAt?.toISOString() ?? null,
    version: row.version,
  };
}
