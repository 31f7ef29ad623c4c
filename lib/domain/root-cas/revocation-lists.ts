import "server-only";
import { Readable } from "node:stream";
import { notFound } from "@/lib/contract/problem";
import type { ParsedRevocationList } from "@/lib/contract/root-cas";
import type { FileStream } from "@/lib/operations/perform-stream";
import type { Reading } from "@/lib/vendors/http/permit";
import { VendorError } from "@/lib/vendors/http/vendor-error";
import type { UbloxClient } from "@/lib/vendors/ublox/client";
import { readRevocationList } from "@/lib/vendors/ublox/revocation-lists";
import { getRootCa } from "@/lib/vendors/ublox/root-cas";
import { revocationListDer } from "../x509/revocation-list";
import { findKept, keepList } from "./kept-lists";
import { contentOf } from "./read-list";
import { inSubscriptionWords } from "./subscription";

/**
 * Fetches the revocation list of a root CA, reads it, checks its signature and keeps it. Without the CA's certificate the
 * list still stands, unchecked. Throws Refusal `vendor_refused` where the subscription is missing, and VendorError.
 */
export async function fetchRevocationList(
  reading: Reading,
  ublox: UbloxClient,
  { caName }: { caName: string },
): Promise<ParsedRevocationList> {
  const [list, rootCa] = await Promise.allSettled([
    readRevocationList(reading, ublox, { caName }),
    getRootCa(reading, ublox, { caName }),
  ]);
  const authority = rootCa.status === "fulfilled" ? rootCa.value : undefined;
  if (list.status === "rejected") {
    throw inSubscriptionWords(list.reason, "Revocation lists need", authority !== undefined);
  }
  if (rootCa.status === "rejected" && !(rootCa.reason instanceof VendorError)) throw rootCa.reason;
  return await keepList(list.value, await contentOf(list.value, authority?.certificatePem ?? null));
}

/**
 * A list that was fetched, as a file: in binary form (RFC 2585), which other programs take, or as the text that came. A
 * list that cannot be read comes as text either way. Throws Refusal `not_found`.
 */
export async function revocationListFile(
  { caName, revocationListId }: { caName: string; revocationListId: string },
  form: "der" | "delivered",
): Promise<FileStream> {
  const kept = await findKept(caName, revocationListId);
  if (kept === undefined) throw notFound("This revocation list");
  if (kept.crl === null)
    throw notFound("The signed form of this revocation list: u-blox told serial numbers only. It");
  const day = kept.firstFetchedAt.toISOString().slice(0, 10);
  const der = form === "der" ? revocationListDer(kept.crl) : undefined;
  const bytes = der ?? Buffer.from(kept.crl);
  return {
    fileName: `${caName}-${day}.${der === undefined ? "txt" : "crl"}`,
    mediaType: der === undefined ? "text/plain; charset=utf-8" : "application/pkix-crl",
    byteLength: bytes.length,
    body: Readable.from([bytes]),
  };
}
