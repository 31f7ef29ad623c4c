import "server-only";
import type { CertificateSelection, OneCertificate } from "@/lib/contract/device-certificates";
import { Refusal } from "@/lib/contract/problem";
import type { Permit, Reading } from "@/lib/vendors/http/permit";
import { VendorError } from "@/lib/vendors/http/vendor-error";
import type { UbloxClient } from "@/lib/vendors/ublox/client";
import {
  rekeyDeviceCertificates,
  removeDeviceCertificates,
  renewDeviceCertificates,
  revokeDeviceCertificate,
  transferDeviceCertificates,
} from "@/lib/vendors/ublox/device-certificates";
import type { Done } from "@/lib/vendors/ublox/done";
import { sameCertificateSerial } from "@/lib/vendors/ublox/identifiers";
import { getRootCa } from "@/lib/vendors/ublox/root-cas";
import { type AskedAct, holderOf, withActsRecorded } from "./acts";
import { findBySerial } from "./find-by-serial";
import { readJudged } from "./judged-devices";
import { type Fault, refusedFor } from "./refusals";
import { revokedAmong } from "./revoked-serials";
import { rootCaEnd } from "./root-ca-end";
import { aboutMissing, aboutRekey, aboutValidity, type JudgedDevice } from "./row-rules";
import { explained } from "./vendor-refusals";

// Acts on a few certificates at once. Each is held against the vendor's rules first, and goes on record before it is
// sent; many go through a job, which judges its rows by the same rules.

type Certificate = NonNullable<JudgedDevice["certificate"]>;
type Holder = JudgedDevice & { certificate: Certificate };

/**
 * Renews certificates of a root CA: the same key pair, a new number and end, at the next heartbeat.
 * @throws Refusal `not_found` (device, root CA), `conflict` (no such certificate, a running re-key), `invalid_input`
 * (validity), `vendor_refused`; VendorError
 */
export async function renewCertificates(
  permit: Permit,
  ublox: UbloxClient,
  {
    caName,
    validityDays,
    certificates,
  }: {
    caName: string;
    validityDays: number;
    certificates: CertificateSelection;
  },
): Promise<Done> {
  const reading = readingOf(permit);
  const endsAt = await endOfRootCa(reading, ublox, caName);
  const tooLong = aboutValidity(validityDays, { caName, endsAt }, Date.now());
  if (tooLong !== undefined) {
    throw new Refusal("invalid_input", {
      detail: tooLong,
      next: "Choose a shorter validity. Nothing was sent.",
      errors: [{ path: "validityDays", message: tooLong }],
    });
  }
  const holders = await holdersOf(reading, ublox, { caName, certificates });
  return await send(permit, holders, { act: "renew" }, (rotPublicUids) =>
    renewDeviceCertificates(permit, ublox, { caName, validityDays, certificates: { rotPublicUids } }),
  );
}

/** Re-keys certificates of a root CA: a new key pair, in two heartbeats. @throws as `renewCertificates` */
export async function rekeyCertificates(
  permit: Permit,
  ublox: UbloxClient,
  { caName, certificates }: { caName: string; certificates: CertificateSelection },
): Promise<Done> {
  const holders = await holdersOf(readingOf(permit), ublox, { caName, certificates });
  return await send(permit, holders, { act: "rekey" }, (rotPublicUids) =>
    rekeyDeviceCertificates(permit, ublox, { caName, certificates: { rotPublicUids } }),
  );
}

/** Has certificates removed from devices at the next heartbeat; revokes nothing. @throws as `renewCertificates` */
export async function removeCertificates(
  permit: Permit,
  ublox: UbloxClient,
  { rotPublicUids }: { rotPublicUids: readonly string[] },
): Promise<Done> {
  const holders = await holdersAmong(readingOf(permit), ublox, rotPublicUids, aboutNothing);
  return await send(permit, holders, { act: "remove" }, (uids) =>
    removeDeviceCertificates(permit, ublox, { rotPublicUids: uids }),
  );
}

/** Moves certificates to another root CA at the next heartbeat. @throws as `renewCertificates` */
export async function transferCertificates(
  permit: Permit,
  ublox: UbloxClient,
  {
    fromCaName,
    toCaName,
    rotPublicUids,
  }: {
    fromCaName: string;
    toCaName: string;
    rotPublicUids: readonly string[];
  },
): Promise<Done> {
  const reading = readingOf(permit);
  const endsAt = await endOfRootCa(reading, ublox, toCaName);
  if (endsAt !== null && Date.parse(endsAt) <= Date.now()) {
    throw new Refusal("conflict", {
      detail: `The root CA ${toCaName} has ended: it gives no certificates any more.`,
      next: "Choose another root CA. Nothing was sent.",
    });
  }
  const holders = await holdersAmong(reading, ublox, rotPublicUids, aboutOtherCa(fromCaName));
  return await send(permit, holders, { act: "transfer", toCaName }, (uids) =>
    transferDeviceCertificates(permit, ublox, { fromCaName, toCaName, rotPublicUids: uids }),
  );
}

/**
 * Revokes one certificate, at once. By its serial number also one that no device carries any more.
 * @throws as `renewCertificates`
 */
export async function revokeCertificate(
  permit: Permit,
  ublox: UbloxClient,
  { caName, certificate }: { caName: string; certificate: OneCertificate },
): Promise<Done> {
  const reading = readingOf(permit);
  const revoked =
    "rotPublicUid" in certificate
      ? await carriedOne(reading, ublox, caName, certificate.rotPublicUid)
      : await numberedOne(reading, ublox, caName, certificate.serialNumber);
  if ((await revokedAmong([revoked]))(revoked)) {
    throw new Refusal("conflict", {
      detail: `The certificate ${revoked.serialNumber} of ${caName} is revoked already.`,
      next: "Its root CA's revocation list shows since when. To take it from the device, remove it there.",
    });
  }
  const { rotPublicUid } = revoked;
  const acts: AskedAct[] = rotPublicUid === null ? [] : [{ ...revoked, rotPublicUid, act: "revoke" }];
  return await sendRecorded(permit, acts, () =>
    revokeDeviceCertificate(permit, ublox, { caName, certificate }),
  );
}

interface Revoked {
  /** Null for a certificate that no device is known to have carried. */
  rotPublicUid: string | null;
  caName: string;
  serialNumber: string;
}

async function carriedOne(
  reading: Reading,
  ublox: UbloxClient,
  caName: string,
  rotPublicUid: string,
): Promise<Revoked> {
  const [holder] = await holdersAmong(reading, ublox, [rotPublicUid], aboutOtherCa(caName));
  if (holder === undefined) throw unknownDevice([rotPublicUid]);
  return { rotPublicUid, caName, serialNumber: holder.certificate.serialNumber };
}

async function numberedOne(
  reading: Reading,
  ublox: UbloxClient,
  caName: string,
  serialNumber: string,
): Promise<Revoked> {
  const found = await findBySerial(reading, ublox, { caName, serialNumbers: [serialNumber] });
  const rotPublicUid = found.get(serialNumber) ?? (await holderOf({ caName, serialNumber }));
  if (rotPublicUid !== null) {
    const device = (await readJudged(reading, ublox, [rotPublicUid])).get(rotPublicUid);
    const why = device && aboutRekey(device);
    if (why !== undefined) throw refusedFor([{ rotPublicUid, why }], waitForIt);
  }
  return { rotPublicUid, caName, serialNumber };
}

const readingOf = ({ requestId }: Permit): Reading => ({ requestId });

/** @throws Refusal `not_found` */
async function endOfRootCa(reading: Reading, ublox: UbloxClient, caName: string): Promise<string | null> {
  try {
    return rootCaEnd(await getRootCa(reading, ublox, { caName }));
  } catch (error) {
    if (!(error instanceof VendorError) || error.kind !== "not_found") throw error;
    throw new Refusal("not_found", {
      detail: `u-blox knows no root CA called ${caName}. Its name is compared letter by letter.`,
      next: "Choose one of the root CAs there are. Nothing was sent.",
    });
  }
}

async function holdersOf(
  reading: Reading,
  ublox: UbloxClient,
  { caName, certificates }: { caName: string; certificates: CertificateSelection },
): Promise<Holder[]> {
  if ("rotPublicUids" in certificates) {
    return await holdersAmong(reading, ublox, certificates.rotPublicUids, aboutOtherCa(caName));
  }
  const { serialNumbers } = certificates;
  const uids = await findBySerial(reading, ublox, { caName, serialNumbers });
  const unknown = serialNumbers.filter((number) => !uids.has(number));
  if (unknown.length > 0) {
    throw new Refusal("not_found", {
      detail: `${caName} lists no certificate with the serial number ${unknown.slice(0, 3).join(", ")}.`,
      next: "It may have been replaced meanwhile: look it up in the list. Nothing was sent.",
    });
  }
  const numberOf = new Map([...uids].map(([number, uid]) => [uid, number]));
  return await holdersAmong(reading, ublox, [...uids.values()], (holder) => {
    const asked = numberOf.get(holder.rotPublicUid);
    const { serialNumber } = holder.certificate;
    if (asked !== undefined && !sameCertificateSerial(asked, serialNumber)) {
      return `It carries the certificate ${serialNumber} by now.`;
    }
    return aboutOtherCa(caName)(holder);
  });
}

const aboutNothing = () => undefined;

const aboutOtherCa = (caName: string) => (holder: Holder) =>
  holder.certificate.caName === caName
    ? undefined
    : `It carries a certificate of ${holder.certificate.caName}, not of ${caName}.`;

/** The devices with their certificates, when something can be done about every one of them. @throws Refusal */
async function holdersAmong(
  reading: Reading,
  ublox: UbloxClient,
  rotPublicUids: readonly string[],
  aboutOne: (holder: Holder) => string | undefined,
): Promise<Holder[]> {
  const uids = [...new Set(rotPublicUids)];
  const known = await readJudged(reading, ublox, uids);
  const unknown = uids.filter((uid) => !known.has(uid));
  if (unknown.length > 0) throw unknownDevice(unknown);
  const devices = [...known.values()];
  const rekeying = faultsAmong(devices, aboutRekey);
  if (rekeying.length > 0) throw refusedFor(rekeying, waitForIt);
  const holders = devices.filter((device): device is Holder => device.certificate !== null);
  const faults = [...faultsAmong(devices, aboutMissing), ...faultsAmong(holders, aboutOne)];
  if (faults.length > 0) throw refusedFor(faults, "Read the list anew and choose again. Nothing was sent.");
  return holders;
}

const waitForIt = "Wait until its heartbeats are through, or leave it out. Nothing was sent.";

function faultsAmong<Device extends JudgedDevice>(
  devices: readonly Device[],
  about: (device: Device) => string | undefined,
): Fault[] {
  return devices.flatMap((device) => {
    const why = about(device);
    return why === undefined ? [] : [{ rotPublicUid: device.rotPublicUid, why }];
  });
}

function unknownDevice(rotPublicUids: readonly string[]): Refusal {
  return new Refusal("not_found", {
    detail: `u-blox knows no device with the RoT UID ${rotPublicUids.slice(0, 3).join(", ")}.`,
    next: "A RoT UID has 16 hexadecimal digits, leading zeros included. Nothing was sent.",
  });
}

async function send(
  permit: Permit,
  holders: readonly Holder[],
  act: Pick<AskedAct, "act" | "toCaName">,
  call: (rotPublicUids: string[]) => Promise<Done>,
): Promise<Done> {
  const acts = holders.map(({ rotPublicUid, certificate: { caName, serialNumber } }) => ({
    ...act,
    rotPublicUid,
    caName,
    serialNumber,
  }));
  return await sendRecorded(permit, acts, () => call(acts.map(({ rotPublicUid }) => rotPublicUid)));
}

async function sendRecorded(
  permit: Permit,
  acts: readonly AskedAct[],
  call: () => Promise<Done>,
): Promise<Done> {
  try {
    return await withActsRecorded(permit, acts, call);
  } catch (error) {
    throw explained(error);
  }
}
