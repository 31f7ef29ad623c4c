import { z } from "zod";
import type { RevocationList } from "@/lib/contract/root-cas";
import { decoded } from "../http/decoded";
import { Fields } from "../http/fields";
import type { Reading } from "../http/permit";
import { jsonBody } from "../http/request-body";
import type { UbloxClient } from "./client";
import { readFailure } from "./failures";

const serialNumberLists = [
  "SerialNumbers",
  "RevokedSerialNumbers",
  "CertificateSerialNumbers",
  "RevokedCertificates",
];

/**
 * The document says that an item holds a standard CRL and the serial numbers of revoked certificates, but not under which
 * names. Where neither is found, nothing is known: it must not look as if nothing were revoked.
 */
const answeredList = decoded((item): RevocationList | undefined => {
  const fields = Fields.of(item);
  const caName = fields?.text("CAName", "CertificateAuthorityName", "Name");
  const crl = fields?.text("CRL", "CertificateRevocationList") ?? null;
  if (!fields || !caName || (crl === null && !Array.isArray(fields.get(...serialNumberLists)))) {
    return undefined;
  }
  const serialNumbers = fields.texts(serialNumberLists, "SerialNumber", "CertificateSerialNumber");
  return { caName, crl, revokedSerialNumbers: serialNumbers.map((number) => number.toLowerCase()) };
});
const crlAnswer = z.object({ CRLs: z.array(answeredList) });

/**
 * The revocation list of one root CA, as delivered: escaped line ends are not mended, so that what is kept is what came.
 * One CA at a time, because an answer is held only up to 2 MB. Needs the vendor's certificate management subscription.
 * Throws VendorError `not_found`. POST /ztp/rootca/crl/get
 */
export async function readRevocationList(
  reading: Reading,
  ublox: UbloxClient,
  { caName }: { caName: string },
): Promise<RevocationList> {
  const { CRLs } = await ublox.read(reading, {
    method: "POST",
    path: "/ztp/rootca/crl/get",
    body: jsonBody({ CANames: [caName] }),
    answer: crlAnswer,
  });
  const found = CRLs.find((list) => list.caName === caName);
  if (found !== undefined) return found;
  throw readFailure(reading, "not_found", "POST /ztp/rootca/crl/get", "no revocation list for this root CA");
}
