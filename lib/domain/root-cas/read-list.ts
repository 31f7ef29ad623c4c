import "server-only";
import type { RevocationList, RevocationListContent } from "@/lib/contract/root-cas";
import { openCertificate } from "../x509/certificate";
import { type ReadRevocationList, readRevocationList } from "../x509/revocation-list";
import { joined } from "./difference";

export type ListContent = Omit<RevocationListContent, "difference">;

const empty = { number: null, thisUpdate: null, nextUpdate: null };

/**
 * What a list of the vendor's says: its standard CRL where there is one that can be read, and the serial numbers that are
 * named beside it. Never throws.
 * @param authorityPem the CA's certificate, to check the signature with; null when nobody could tell it
 */
export async function contentOf(
  { crl, revokedSerialNumbers }: RevocationList,
  authorityPem: string | null,
): Promise<ListContent> {
  if (crl === null)
    return onlyNamed(revokedSerialNumbers, "u-blox told serial numbers only, which nobody has signed.");
  const opened = authorityPem === null ? undefined : openCertificate(authorityPem);
  const authority = opened === undefined || "problem" in opened ? undefined : opened;
  const read = await readRevocationList(crl, authority);
  if ("problem" in read) {
    const told =
      revokedSerialNumbers.length === 0
        ? "Nobody can tell from it what is revoked."
        : "Shown are the serial numbers that u-blox names beside it.";
    return onlyNamed(
      revokedSerialNumbers,
      "The list could not be read, so its signature was not checked.",
      `${read.problem} ${told}`,
    );
  }
  return together(read, revokedSerialNumbers);
}

function onlyNamed(named: readonly string[], signatureWords: string, ...remarks: string[]): ListContent {
  return { ...empty, revoked: joined([], named).revoked, signature: "unchecked", signatureWords, remarks };
}

function together(read: ReadRevocationList, named: readonly string[]): ListContent {
  const { revoked, beside } = joined(read.revoked, named);
  if (beside === 0) return { ...read, revoked };
  const remark =
    beside === 1
      ? "u-blox names a serial number that is not on its own list; it stands at the end."
      : `u-blox names ${beside.toLocaleString("en-US")} serial numbers that are not on its own list; they stand at the end.`;
  return { ...read, revoked, remarks: [...read.remarks, remark] };
}
