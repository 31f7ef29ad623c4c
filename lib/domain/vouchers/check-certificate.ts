import "server-only";
import type { CertificateCheck } from "@/lib/contract/vouchers";
import { readPinnable } from "./pinnable";
import { type PinnedFor, remarksFromBefore } from "./pinned-before";

/** Reads a certificate that is to be pinned. Calls no vendor; what cannot be used is a problem in the answer. */
export async function checkCertificate({
  certificate,
  ...pinnedFor
}: PinnedFor & { certificate: string }): Promise<CertificateCheck> {
  const read = readPinnable(certificate);
  if ("problem" in read) return { ...read, remarks: [] };
  const before = await remarksFromBefore(read.certificate.fingerprintSha256, pinnedFor);
  return { certificate: read.certificate, problem: null, remarks: [...read.remarks, ...before] };
}
