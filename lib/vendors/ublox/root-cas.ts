import type { NewRootCa, PopCertificate, RootCa, RootCaDevice } from "@/lib/contract/root-cas";
import { decoded } from "../http/decoded";
import { Fields } from "../http/fields";
import type { Permit, Reading } from "../http/permit";
import { rawOf } from "../http/raw";
import { jsonBody } from "../http/request-body";
import { certificateIn } from "./certificate-fields";
import type { UbloxClient } from "./client";
import { anySuccess, type Done } from "./done";
import { readFailure, repeatedPage } from "./failures";
import { uidOf } from "./identifiers";
import { type Page, pageAnswer, walkPages } from "./pages";
import { certificatePemOf } from "./pem";

/** A root CA, or just its name: the document shows the answer of creation, but not the items of the list. */
function rootCaOf(item: unknown): RootCa | undefined {
  const fields = Fields.of(item);
  const caName = typeof item === "string" ? item : fields?.text("CAName", "Name");
  if (!caName) return undefined;
  return {
    caName,
    caValidityDays: fields?.integer("CACertificateValidity") ?? null,
    certificateValidityDays: fields?.integer("DeviceCertificateValidity") ?? null,
    renewBeforeDays: fields?.integer("RenewBeforeExpiration") ?? null,
    certificatePem: certificatePemOf(fields?.text("Certificate") ?? null),
    createdAt: fields?.instant("CreatedDate", "CreatedAt") ?? null,
    expiresAt: fields?.instant("ExpirationDate") ?? null,
  };
}

const answeredRootCa = decoded(rootCaOf);

/** A root CA with what the vendor says of it in its own words. */
export interface ToldRootCa extends RootCa {
  raw: unknown;
}

const toldRootCa = decoded((item): ToldRootCa | undefined => {
  const found = rootCaOf(item);
  return found && { ...found, raw: rawOf(item) };
});

/** One page of the root CAs. POST /ztp/rootca/get */
export async function listRootCas(
  reading: Reading,
  ublox: UbloxClient,
  { page }: { page: number },
): Promise<Page<RootCa>> {
  return await ublox.read(reading, {
    method: "POST",
    path: "/ztp/rootca/get",
    body: jsonBody({ PageNumber: page }),
    answer: pageAnswer("CAs", answeredRootCa, page),
  });
}

/** Every root CA there is, page after page. */
export async function listAllRootCas(reading: Reading, ublox: UbloxClient): Promise<RootCa[]> {
  const stuck = repeatedPage(reading, "POST /ztp/rootca/get");
  return await Array.fromAsync(walkPages((page) => listRootCas(reading, ublox, { page }), stuck));
}

/** One root CA by its exact name. Throws VendorError `not_found`. POST /ztp/rootca/get with CAName */
export async function getRootCa(
  reading: Reading,
  ublox: UbloxClient,
  { caName }: { caName: string },
): Promise<ToldRootCa> {
  const { items } = await ublox.read(reading, {
    method: "POST",
    path: "/ztp/rootca/get",
    body: jsonBody({ CAName: caName }),
    answer: pageAnswer("CAs", toldRootCa, 1),
  });
  const found = items.find((item) => item.caName === caName);
  if (found !== undefined) return found;
  throw readFailure(reading, "not_found", "POST /ztp/rootca/get", "no root CA with this name");
}

/**
 * POST /ztp/rootca/create. The CA lives 1825 to 3650 days, its device certificates 30 to 3650 and never longer than the
 * CA; renewal begins 1 to 365 days before their end and needs the vendor's certificate management subscription. The
 * answer says what was made, which need not be what was asked for. Refused when any customer of the vendor has the name.
 */
export async function createRootCa(
  permit: Permit,
  ublox: UbloxClient,
  { caName, caValidityDays, certificateValidityDays, renewBeforeDays }: NewRootCa,
): Promise<RootCa> {
  return await ublox.write(permit, {
    method: "POST",
    path: "/ztp/rootca/create",
    body: jsonBody({
      CAName: caName,
      CACertificateValidity: caValidityDays,
      DeviceCertificateValidity: certificateValidityDays,
      ...(renewBeforeDays !== undefined && { RenewBeforeExpiration: renewBeforeDays }),
    }),
    answer: answeredRootCa,
  });
}

/**
 * POST /ztp/rootca/update: how many days before their end (1 to 365) device certificates are renewed, at the first
 * heartbeat from then on. Nothing else of a root CA can be changed.
 */
export async function updateRootCa(
  permit: Permit,
  ublox: UbloxClient,
  { caName, renewBeforeDays }: { caName: string; renewBeforeDays: number },
): Promise<Done> {
  return await ublox.write(permit, {
    method: "POST",
    path: "/ztp/rootca/update",
    body: jsonBody({ CAName: caName, RenewBeforeExpiration: renewBeforeDays }),
    answer: anySuccess,
  });
}

/**
 * POST /ztp/rootca/delete. Refused while the CA stands in a device's desired or current properties, or is linked to a
 * device profile.
 */
export async function deleteRootCa(
  permit: Permit,
  ublox: UbloxClient,
  { caName }: { caName: string },
): Promise<Done> {
  return await ublox.write(permit, {
    method: "POST",
    path: "/ztp/rootca/delete",
    body: jsonBody({ CAName: caName }),
    answer: anySuccess,
  });
}

/** A device and its certificate, or just the UID: the document does not show the items. */
const answeredDevice = decoded((item): RootCaDevice | undefined => {
  const fields = Fields.of(item);
  const rotPublicUid = uidOf(item) ?? uidOf(fields?.get("ROTPublicUID"));
  if (rotPublicUid === undefined) return undefined;
  const block = fields?.fields("ZTP", "DeviceCertificate", "Certificate") ?? fields;
  const { serialNumber, validityDays, expiresAt } = certificateIn(block);
  const state = block?.text("CertificateState", "CertificateStatus", "State", "Status") ?? null;
  return { rotPublicUid, serialNumber, validityDays, expiresAt, state };
});

/** One page of the devices that were given a certificate by a root CA. POST /ztp/rootca/device/get */
export async function listRootCaDevices(
  reading: Reading,
  ublox: UbloxClient,
  { caName, page }: { caName: string; page: number },
): Promise<Page<RootCaDevice>> {
  return await ublox.read(reading, {
    method: "POST",
    path: "/ztp/rootca/device/get",
    body: jsonBody({ CAName: caName, PageNumber: page }),
    answer: pageAnswer("Devices", answeredDevice, page),
  });
}

const answeredPopCertificate = decoded((answered): PopCertificate | undefined => {
  const fields = Fields.of(answered);
  const caName = fields?.text("CAName");
  const certificatePem = certificatePemOf(fields?.text("PoPCertificate") ?? null);
  return caName && certificatePem !== null ? { caName, certificatePem } : undefined;
});

/**
 * POST /ztp/rootca/popcertificate/generate: a certificate with the registration code of the server that the root CA was
 * uploaded to, which proves possession of the CA's key.
 */
export async function generatePopCertificate(
  permit: Permit,
  ublox: UbloxClient,
  { caName, registrationCode }: { caName: string; registrationCode: string },
): Promise<PopCertificate> {
  return await ublox.write(permit, {
    method: "POST",
    path: "/ztp/rootca/popcertificate/generate",
    body: jsonBody({ CAName: caName, RegistrationCode: registrationCode }),
    answer: answeredPopCertificate,
  });
}
