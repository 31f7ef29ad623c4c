import type {
  CertificateSelection,
  ListedCertificate,
  OneCertificate,
} from "@/lib/contract/device-certificates";
import type { Device } from "@/lib/contract/devices";
import type { PageInfo } from "@/lib/contract/paging";
import type { RootCaDevice } from "@/lib/contract/root-cas";
import type { Permit, Reading } from "../http/permit";
import { jsonBody } from "../http/request-body";
import { VendorError } from "../http/vendor-error";
import type { UbloxClient } from "./client";
import { readDeviceInfo } from "./devices";
import { anySuccess, type Done } from "./done";
import { sameCertificateSerial } from "./identifiers";
import { listRootCaDevices } from "./root-cas";
import { selectorBody } from "./selectors";

/** What the device says about the certificate that the CA lists, when it carries that one. */
function told(listed: RootCaDevice, caName: string, device: Device | undefined) {
  const carried = device?.certificate;
  if (carried?.caName !== caName) return undefined;
  const isThat =
    listed.serialNumber === null || sameCertificateSerial(listed.serialNumber, carried.serialNumber);
  return isThat ? carried : undefined;
}

/** One certificate of the CA's list, filled up with what the device's own information says. */
function certificateOf(listed: RootCaDevice, caName: string, device: Device | undefined): ListedCertificate {
  const carried = told(listed, caName, device);
  return {
    rotPublicUid: listed.rotPublicUid,
    deviceSerialNumber: device?.identity?.deviceSerialNumber ?? null,
    caName,
    serialNumber: listed.serialNumber ?? carried?.serialNumber ?? null,
    validityDays: listed.validityDays ?? carried?.validityDays ?? null,
    expiresAt: listed.expiresAt ?? carried?.expiresAt ?? null,
    state: listed.state,
  };
}

export interface CertificateList {
  items: ListedCertificate[];
  page: PageInfo;
  /** "unavailable" when the vendor failed to tell more than the CA's own list. */
  details: "complete" | "unavailable";
}

/** What a CA's list says of a device, with the CA. */
export type ListedDevice = RootCaDevice & { caName: string };

/**
 * Fills certificates of CAs' lists up with what their devices say: /device/info/get. They stand without it when the
 * vendor fails to answer.
 */
export async function withDeviceInfo(
  reading: Reading,
  ublox: UbloxClient,
  listed: readonly ListedDevice[],
): Promise<Omit<CertificateList, "page">> {
  const rotPublicUids = [...new Set(listed.map(({ rotPublicUid }) => rotPublicUid))];
  try {
    const devices = await readDeviceInfo(reading, ublox, { rotPublicUids }, ["CORE", "ZTP"]);
    const byUid = new Map(devices.map((device) => [device.rotPublicUid, device]));
    return {
      items: listed.map((item) => certificateOf(item, item.caName, byUid.get(item.rotPublicUid))),
      details: "complete",
    };
  } catch (error) {
    if (!(error instanceof VendorError) || error.kind === "aborted") throw error;
    return {
      items: listed.map((item) => certificateOf(item, item.caName, undefined)),
      details: "unavailable",
    };
  }
}

/** One page of the certificates that a root CA has given to devices: /ztp/rootca/device/get, filled up. */
export async function listDeviceCertificates(
  reading: Reading,
  ublox: UbloxClient,
  { caName, page: number }: { caName: string; page: number },
): Promise<CertificateList> {
  const { items, page } = await listRootCaDevices(reading, ublox, { caName, page: number });
  const listed = items.map((item) => ({ ...item, caName }));
  return { ...(await withDeviceInfo(reading, ublox, listed)), page };
}

/** Serial numbers go out as the vendor wrote them: it may compare them as text. */
function selectionBody(certificates: CertificateSelection) {
  if ("rotPublicUids" in certificates) return selectorBody(certificates);
  if (certificates.serialNumbers.length === 0) throw new RangeError("a selection names at least one thing");
  return { SerialNumbers: certificates.serialNumbers };
}

/**
 * POST /ztp/devicecertificate/renew: the same key pair, a new serial number and end (30 to 3650 days, at most the CA's
 * own), at the next heartbeat. Like the four below it needs the vendor's certificate management subscription and unused
 * quota of each device, and is refused while a re-key is under way.
 */
export async function renewDeviceCertificates(
  permit: Permit,
  ublox: UbloxClient,
  {
    caName,
    validityDays,
    certificates,
  }: { caName: string; validityDays: number; certificates: CertificateSelection },
): Promise<Done> {
  return await ublox.write(permit, {
    method: "POST",
    path: "/ztp/devicecertificate/renew",
    body: jsonBody({
      ...selectionBody(certificates),
      CAName: caName,
      DeviceCertificateValidity: validityDays,
    }),
    answer: anySuccess,
  });
}

/**
 * POST /ztp/devicecertificate/update, which re-keys: a new key pair, serial number and end. Takes two heartbeats; the
 * first removes the certificate, the second installs the new one, and between them there is none.
 */
export async function rekeyDeviceCertificates(
  permit: Permit,
  ublox: UbloxClient,
  { caName, certificates }: { caName: string; certificates: CertificateSelection },
): Promise<Done> {
  return await ublox.write(permit, {
    method: "POST",
    path: "/ztp/devicecertificate/update",
    body: jsonBody({ ...selectionBody(certificates), CAName: caName }),
    answer: anySuccess,
  });
}

/**
 * POST /ztp/devicecertificate/delete: certificate and key pair are removed from the devices at the next heartbeat. They
 * are not revoked by it.
 */
export async function removeDeviceCertificates(
  permit: Permit,
  ublox: UbloxClient,
  { rotPublicUids }: { rotPublicUids: readonly string[] },
): Promise<Done> {
  return await ublox.write(permit, {
    method: "POST",
    path: "/ztp/devicecertificate/delete",
    body: jsonBody(selectorBody({ rotPublicUids })),
    answer: anySuccess,
  });
}

/**
 * POST /ztp/devicecertificate/revoke: on the CA's revocation list at once, one certificate per call. It stays on the
 * device.
 */
export async function revokeDeviceCertificate(
  permit: Permit,
  ublox: UbloxClient,
  { caName, certificate }: { caName: string; certificate: OneCertificate },
): Promise<Done> {
  const which =
    "rotPublicUid" in certificate
      ? { ROTPublicUID: certificate.rotPublicUid }
      : { SerialNumber: certificate.serialNumber };
  return await ublox.write(permit, {
    method: "POST",
    path: "/ztp/devicecertificate/revoke",
    body: jsonBody({ ...which, CAName: caName }),
    answer: anySuccess,
  });
}

/**
 * POST /ztp/devicecertificate/rootca/transfer: at the next heartbeat the certificate is replaced with one of the other
 * CA, which ends at the latest with that CA.
 */
export async function transferDeviceCertificates(
  permit: Permit,
  ublox: UbloxClient,
  {
    fromCaName,
    toCaName,
    rotPublicUids,
  }: { fromCaName: string; toCaName: string; rotPublicUids: readonly string[] },
): Promise<Done> {
  return await ublox.write(permit, {
    method: "POST",
    path: "/ztp/devicecertificate/rootca/transfer",
    body: jsonBody({ ...selectorBody({ rotPublicUids }), FromCA: fromCaName, ToCA: toCaName }),
    answer: anySuccess,
  });
}
