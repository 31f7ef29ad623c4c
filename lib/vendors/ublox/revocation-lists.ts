import { z } from "zod";
import type { RevocationList } from "@/lib/contract/root-cas";
import { decoded } from "../http/decoded";
import type { Reading } from "../http/permit";
import { jsonBody } from "../http/request-body";
import type { UbloxClient } from "./client";
import { readFailure } from "./failures";
import { Fields } from "./fields";

/**
 * The document says that an item holds a standard CRL and the serial numbers of revoked certificates, but not under which
 * names.
 */
const answeredList = decoded((item): RevocationList | undefined => {
  const fields = Fields.of(item);
  const caName = fields?.text("CAName", "CertificateAuthorityName", "Name");
  if (fields === undefined || !caName) return undefined;
  const lists = ["SerialNumbers", "RevokedSerialNumbers", "CertificateSerialNumbers", "RevokedCertificates"];
  return {
    caName,
    crl: fields.text("CRL", "CertificateRevocationList"),
    revokedSerialNumbers: fields
      .texts(lists, "SerialNumber", "CertificateSerialNumber")
      .map((serialNumber) => serialNumber.toLowerCase()),
  };
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
