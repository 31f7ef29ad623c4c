import "server-only";
import { sql } from "drizzle-orm";
import { certificateActs } from "@/drizzle/schema/ublox";
import type { Device } from "@/lib/contract/devices";
import { db } from "@/lib/db/connection";
import { heartbeatSecondsIn, lastContact } from "@/lib/domain/heartbeat/standing";
import { progressOf } from "./act-progress";
import { type ActRow, openActsOf } from "./acts";
import { actOf, type Contact, mustHaveBeenSeen } from "./pending";
import { revokedAmong } from "./revoked-serials";

/** What a device shows: its certificate, wanted and confirmed settings. */
export type SeenDevice = Pick<Device, "rotPublicUid" | "certificate" | "current">;

/** The moment by which `settleActs` knows what was asked for before what: to be taken before the vendor is asked. */
export async function momentOfLooking(): Promise<Date> {
  const [row] = await db().execute<{ nowMs: number }>(
    sql`select floor(extract(epoch from clock_timestamp()) * 1000)::float8 as "nowMs"`,
  );
  return new Date(row?.nowMs ?? 0);
}

/** What is known of a device's contacts. @param lastSeenAt its last one, where u-blox was asked for it */
export function contactOf({ current }: Pick<Device, "current">, lastSeenAt: string | null = null): Contact {
  return {
    lastContactAt: lastSeenAt,
    heardAt: lastContact(current, lastSeenAt),
    heartbeatSeconds: heartbeatSecondsIn(current),
  };
}

/**
 * Holds the open acts of devices against what their own information shows, writes down how far each has come, and ends
 * those that are through. What was asked for after the look began is left alone.
 * @returns the acts that are still open, latest first, by RoT UID
 */
export async function settleActs(
  seen: readonly SeenDevice[],
  lookedAt: Date,
  contacts: ReadonlyMap<string, Contact> = new Map(),
): Promise<Map<string, ActRow[]>> {
  const open = await openActsOf(seen.map(({ rotPublicUid }) => rotPublicUid));
  const revoked = await revokedAmong(open.filter(({ act }) => act === "revoke"));
  const byUid = new Map(seen.map((device) => [device.rotPublicUid, device]));
  const still: ActRow[] = [];
  const changed: Change[] = [];
  for (const row of open) {
    const device = byUid.get(row.rotPublicUid);
    if (device === undefined || row.askedAt >= lookedAt) {
      still.push(row);
      continue;
    }
    const { heartbeatsSeen, ended } =
      row.act === "revoke"
        ? { heartbeatsSeen: 0, ended: revoked(row) }
        : stateOf(row, device, contacts.get(row.rotPublicUid) ?? contactOf(device));
    if (ended || heartbeatsSeen !== row.heartbeatsSeen) changed.push({ row, heartbeatsSeen, ended });
    if (!ended) still.push({ ...row, heartbeatsSeen });
  }
  await writeDown(changed);
  return Map.groupBy(still, ({ rotPublicUid }) => rotPublicUid);
}

interface Change {
  row: ActRow;
  heartbeatsSeen: number;
  ended: boolean;
}

function stateOf(row: ActRow, { certificate }: SeenDevice, contact: Contact): Omit<Change, "row"> {
  const { heartbeatsSeen, ended } = progressOf({ ...row, act: actOf(row) }, certificate);
  const leftNoTrace = heartbeatsSeen === 0 && mustHaveBeenSeen(row, contact);
  return { heartbeatsSeen, ended: ended !== null || leftNoTrace };
}

/** In one statement, and only forward: somebody else may have looked later. */
async function writeDown(changed: readonly Change[]): Promise<void> {
  if (changed.length === 0) return;
  const uids = sql.param(changed.map(({ row }) => row.rotPublicUid));
  const askedAt = sql.param(changed.map(({ row }) => row.askedAt.toISOString()));
  const seen = sql.param(changed.map(({ heartbeatsSeen }) => heartbeatsSeen));
  // The driver sends lists of texts and numbers, and no others.
  const ended = sql.param(changed.map((change) => Number(change.ended)));
  await db().execute(sql`
    update ${certificateActs} as act set
      heartbeats_seen = greatest(act.heartbeats_seen, found.seen),
      ended_at = case when found.ended = 1 then now() end
    from unnest(${uids}::text[], ${askedAt}::text[], ${seen}::int[], ${ended}::int[])
      as found (rot_public_uid, asked_at, seen, ended)
    where act.rot_public_uid = found.rot_public_uid and act.asked_at = found.asked_at::timestamptz and act.ended_at is null`);
}
