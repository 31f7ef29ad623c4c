import type { RootCa } from "@/lib/contract/root-cas";
import { readCertificate } from "../x509/certificate";

const dayMs = 86_400_000;

/**
 * When a root CA ends, as ISO instant: as its certificate says, else as the vendor does, else counted from its creation.
 * Null when nothing says it.
 */
export function rootCaEnd({ expiresAt, certificatePem, createdAt, caValidityDays }: RootCa): string | null {
  const certificate = certificatePem === null ? null : readCertificate(certificatePem).certificate;
  const told = certificate?.notAfter ?? expiresAt;
  if (told !== null || createdAt === null || caValidityDays === null) return told;
  return new Date(Date.parse(createdAt) + caValidityDays * dayMs).toISOString();
}
