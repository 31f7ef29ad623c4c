import "server-only";
import type { CertificateInList } from "@/lib/contract/device-certificates";
import type { Device } from "@/lib/contract/devices";
import type { Reading } from "@/lib/vendors/http/permit";
import { VendorError } from "@/lib/vendors/http/vendor-error";
import { listActivities } from "@/lib/vendors/ublox/activities";
import type { UbloxClient } from "@/lib/vendors/ublox/client";
import { getDevice } from "@/lib/vendors/ublox/devices";
import { latestActsOf } from "./acts";
import { foremost, pendingOf, recordOf } from "./pending";
import { revokedAmong } from "./revoked-serials";
import { contactOf, momentOfLooking, settleActs } from "./settle";
import { standingOf } from "./standing";

const actsShown = 20;

/** How far back the device's activity is looked through for its last contact; the vendor names the contact itself. */
const activityDays = 180;
const dayMs = 86_400_000;

/**
 * The certificate of one device, as the device's own information tells it, with what is under way and what was asked for
 * here. @throws VendorError `not_found` for a device u-blox does not know
 */
export async function readCertificate(
  reading: Reading,
  ublox: UbloxClient,
  { rotPublicUid }: { rotPublicUid: string },
) {
  const lookedAt = await momentOfLooking();
  const [device, lastSeenAt] = await Promise.all([
    getDevice(reading, ublox, { deviceId: rotPublicUid, by: "rotPublicUid" }),
    readLastSeen(reading, ublox, rotPublicUid),
  ]);
  const contact = contactOf(device, lastSeenAt);
  const open = await settleActs([device], lookedAt, new Map([[rotPublicUid, contact]]));
  const act = foremost(open.get(rotPublicUid) ?? []);
  const nowMs = Date.now();
  const pending = act === undefined ? null : pendingOf(act, contact, nowMs);
  const acts = await latestActsOf(rotPublicUid, actsShown);
  return {
    certificate: await certificateOf(device, pending, nowMs),
    pending,
    acts: acts.map(recordOf),
    lastContactAt: contact.heardAt,
    heartbeatSeconds: contact.heartbeatSeconds,
  };
}

async function certificateOf(
  { rotPublicUid, certificate, identity }: Device,
  pending: CertificateInList["pending"],
  nowMs: number,
): Promise<CertificateInList | null> {
  if (certificate === null) return null;
  const isRevoked = await revokedAmong([{ ...certificate, rotPublicUid }]);
  const revoked = isRevoked({ ...certificate, rotPublicUid });
  return {
    ...certificate,
    rotPublicUid,
    deviceSerialNumber: identity?.deviceSerialNumber ?? null,
    state: null,
    standing: standingOf({ expiresAt: certificate.expiresAt, revoked }, nowMs),
    pending,
  };
}

/** When the device was last in contact; null where u-blox does not say, or fails to. */
async function readLastSeen(
  reading: Reading,
  ublox: UbloxClient,
  rotPublicUid: string,
): Promise<string | null> {
  const from = new Date(Date.now() - activityDays * dayMs).toISOString();
  try {
    return (await listActivities(reading, ublox, { rotPublicUid, from, page: 1 })).lastSeenAt;
  } catch (error) {
    if (!(error instanceof VendorError) || error.kind === "aborted") throw error;
    return null;
  }
}
