import "server-only";
import { Readable } from "node:stream";
import { notFound } from "@/lib/contract/problem";
import type { PopCertificate, RootCa, RootCaDetail, RootCaInList } from "@/lib/contract/root-cas";
import type { FileStream } from "@/lib/operations/perform-stream";
import type { Reading } from "@/lib/vendors/http/permit";
import type { UbloxClient } from "@/lib/vendors/ublox/client";
import type { Page } from "@/lib/vendors/ublox/pages";
import { getRootCa, listRootCas } from "@/lib/vendors/ublox/root-cas";
import { readCertificate } from "../x509/certificate";

/** What its certificate says, beside what the vendor says. */
export function withCertificate<Told extends Pick<RootCa | PopCertificate, "certificatePem">>(told: Told) {
  if (told.certificatePem === null) {
    return { ...told, certificate: null, certificateProblem: "u-blox has not told its certificate." };
  }
  const { certificate, problem } = readCertificate(told.certificatePem);
  return { ...told, certificate, certificateProblem: problem };
}

/** One page of root CAs, their certificates read. Throws VendorError. */
export async function readRootCas(
  reading: Reading,
  ublox: UbloxClient,
  query: { page: number },
): Promise<Page<RootCaInList>> {
  const { items, page } = await listRootCas(reading, ublox, query);
  return { items: items.map(withCertificate), page };
}

/** One root CA, its certificate read. Throws VendorError `not_found`. */
export async function readRootCa(
  reading: Reading,
  ublox: UbloxClient,
  params: { caName: string },
): Promise<RootCaDetail> {
  return withCertificate(await getRootCa(reading, ublox, params));
}

/**
 * The certificate as a PEM file with line ends as other programs expect them. Throws Refusal `not_found` when the vendor
 * has not told it.
 */
export async function certificateFile(
  reading: Reading,
  ublox: UbloxClient,
  { caName }: { caName: string },
): Promise<FileStream> {
  const { certificatePem } = await getRootCa(reading, ublox, { caName });
  if (certificatePem === null) throw notFound(`The certificate of the root CA ${caName}`);
  const bytes = Buffer.from(certificatePem);
  return {
    fileName: `${caName}.pem`,
    mediaType: "application/x-pem-file",
    byteLength: bytes.length,
    body: Readable.from([bytes]),
  };
}
