import "server-only";
import type { CertificateInList, ListedCertificate } from "@/lib/contract/device-certificates";
import type { Reading } from "@/lib/vendors/http/permit";
import { VendorError } from "@/lib/vendors/http/vendor-error";
import type { UbloxClient } from "@/lib/vendors/ublox/client";
import { readDeviceInfo } from "@/lib/vendors/ublox/devices";
import { type ActRow, openActsOf } from "./acts";
import { type Contact, foremost, pendingOf, unknownContact } from "./pending";
import { revokedAmong } from "./revoked-serials";
import { contactOf, momentOfLooking, settleActs } from "./settle";
import { standingOf } from "./standing";

/** Adds to listed certificates how they stand, and what was asked for here and is not seen on the device yet. */
export async function withOurKnowledge(
  reading: Reading,
  ublox: UbloxClient,
  listed: readonly ListedCertificate[],
  details: "complete" | "unavailable",
): Promise<CertificateInList[]> {
  const nowMs = Date.now();
  const isRevoked = await revokedAmong(listed);
  const pending = await pendingAmong(reading, ublox, listed, details);
  return listed.map((certificate) => {
    const { expiresAt, rotPublicUid } = certificate;
    const { open, contact } = pending.get(rotPublicUid) ?? { open: [], contact: unknownContact };
    const act = foremost(open);
    return {
      ...certificate,
      standing: standingOf({ expiresAt, revoked: isRevoked(certificate) }, nowMs),
      pending: act === undefined ? null : pendingOf(act, contact, nowMs),
    };
  });
}

interface Pending {
  open: ActRow[];
  contact: Contact;
}

/** Of the few devices that something was asked for, their own information says how far it has come. */
async function pendingAmong(
  reading: Reading,
  ublox: UbloxClient,
  listed: readonly ListedCertificate[],
  details: "complete" | "unavailable",
): Promise<Map<string, Pending>> {
  const before = await openActsOf(listed.map(({ rotPublicUid }) => rotPublicUid));
  const rotPublicUids = [...new Set(before.map(({ rotPublicUid }) => rotPublicUid))];
  const unseen = () =>
    new Map(
      [...Map.groupBy(before, ({ rotPublicUid }) => rotPublicUid)].map(([uid, open]) => [
        uid,
        { open, contact: unknownContact },
      ]),
    );
  if (rotPublicUids.length === 0 || details === "unavailable") return unseen();
  const lookedAt = await momentOfLooking();
  try {
    const devices = await readDeviceInfo(reading, ublox, { rotPublicUids }, ["PROVISIONING", "ZTP"]);
    const open = await settleActs(devices, lookedAt);
    return new Map(
      devices.map((device) => [
        device.rotPublicUid,
        { open: open.get(device.rotPublicUid) ?? [], contact: contactOf(device) },
      ]),
    );
  } catch (error) {
    if (!(error instanceof VendorError) || error.kind === "aborted") throw error;
    return unseen();
  }
}
