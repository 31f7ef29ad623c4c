import "server-only";
import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { findings } from "@/drizzle/schema/ublox";
import { systemActor } from "@/lib/access/actor";
import { record } from "@/lib/audit/record";
import { sealSoon } from "@/lib/audit/seal";
import { db, type Transaction } from "@/lib/db/connection";
import { newId } from "@/lib/db/ids";
import { type LastCheck, readLastCheck, stillReported } from "./last-check";
import { distinct, type Sighting } from "./sighting";

type FindingRow = typeof findings.$inferSelect;

/** What became of sightings. */
export interface Remembered {
  found: number;
  /** Reported for the first time. */
  new: number;
  /** Resolved before, and reported anew. */
  reopened: number;
}

/**
 * Keeps what the vendor has reported: each finding once, with when it was seen last. A resolved one opens again when it
 * is reported anew; that the vendor goes on to list what it had listed before is no news.
 */
export async function remember(
  reported: readonly Sighting[],
  { requestId }: { requestId: string },
): Promise<Remembered> {
  const sightings = distinct(reported);
  if (sightings.length === 0) return { found: 0, new: 0, reopened: 0 };
  const remembered = await db().transaction(async (tx) => {
    const lastCheck = await readLastCheck(tx);
    const known = await lockKnown(tx, sightings);
    const anew = known.filter((row) => isAnew(row, sightings, lastCheck));
    const inserted = await keep(tx, sightings);
    await reopen(tx, anew, requestId);
    return { found: sightings.length, new: inserted, reopened: anew.length };
  });
  if (remembered.reopened > 0) sealSoon();
  return remembered;
}

/** Those known already, held so that nobody resolves one meanwhile. */
async function lockKnown(tx: Transaction, sightings: readonly Sighting[]): Promise<FindingRow[]> {
  return await tx
    .select()
    .from(findings)
    .where(
      and(
        inArray(findings.kind, [...new Set(sightings.map(({ kind }) => kind))]),
        inArray(findings.rotPublicUid, [...new Set(sightings.map(({ rotPublicUid }) => rotPublicUid))]),
      ),
    )
    .orderBy(asc(findings.kind), asc(findings.rotPublicUid), asc(findings.sameness))
    .for("update");
}

/** Reported anew: for a later event, or after the vendor had stopped to list it. */
function isAnew(row: FindingRow, sightings: readonly Sighting[], lastCheck: LastCheck | undefined): boolean {
  if (row.status !== "resolved") return false;
  const sighting = sightings.find(
    ({ kind, rotPublicUid, sameness }) =>
      kind === row.kind && rotPublicUid === row.rotPublicUid && sameness === row.sameness,
  );
  if (sighting === undefined) return false;
  const isLater = sighting.at !== null && row.at !== null && sighting.at > row.at;
  return isLater || stillReported(row, lastCheck) === false;
}

const isLatest = sql`(${findings.at} is null or excluded.at is null or excluded.at >= ${findings.at})`;

/** @returns how many were not known before */
async function keep(tx: Transaction, sightings: readonly Sighting[]): Promise<number> {
  const kept = await tx
    .insert(findings)
    .values(sightings.map((sighting) => ({ id: newId("fnd"), ...sighting })))
    .onConflictDoUpdate({
      target: [findings.kind, findings.rotPublicUid, findings.sameness],
      set: {
        // What is not said this time is not forgotten.
        deviceProfileUid: sql`coalesce(excluded.device_profile_uid, ${findings.deviceProfileUid})`,
        deviceSerialNumber: sql`coalesce(excluded.device_serial_number, ${findings.deviceSerialNumber})`,
        // Of several events of a device the latest is told, in whichever order they come.
        imei: sql`case when ${isLatest} then coalesce(excluded.imei, ${findings.imei}) else ${findings.imei} end`,
        raw: sql`case when ${isLatest} then excluded.raw else ${findings.raw} end`,
        at: sql`greatest(excluded.at, ${findings.at})`,
        lastSeenAt: sql`now()`,
      },
    })
    .returning({ isNew: sql<boolean>`xmax = 0` });
  return kept.filter(({ isNew }) => isNew).length;
}

/** `changedAt` is when a person changed it last: a finding that was changed, and by nobody, opened by itself. */
async function reopen(tx: Transaction, rows: readonly FindingRow[], requestId: string): Promise<void> {
  for (const { id } of rows) {
    await tx
      .update(findings)
      .set({ status: "open", changedAt: null, version: sql`${findings.version} + 1` })
      .where(eq(findings.id, id));
    await record(
      tx,
      {
        actor: systemActor("findings"),
        action: "findings.update",
        subject: { type: "finding", id },
        requestId,
        fields: ["status"],
        detail: { statedReason: "u-blox reported it anew after it was resolved, so it was opened again." },
      },
      "succeeded",
    );
  }
}
