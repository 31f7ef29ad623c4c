import type { RevocationListContent, RevokedCertificate } from "@/lib/contract/root-cas";
import { serialNumberKey } from "../x509/serial-numbers";

/** What numbers are compared by; what is no number, by its text. */
const keyOf = ({ serialNumber }: RevokedCertificate) => serialNumberKey(serialNumber) ?? serialNumber;

function without(list: readonly RevokedCertificate[], other: readonly RevokedCertificate[]): string[] {
  const keys = new Set(other.map(keyOf));
  return list.filter((entry) => !keys.has(keyOf(entry))).map(({ serialNumber }) => serialNumber);
}

/** Which serial numbers came onto a list since another, and which are gone from it. Leading zeros do not matter. */
export function differenceTo(
  before: readonly RevokedCertificate[],
  now: readonly RevokedCertificate[],
): NonNullable<RevocationListContent["difference"]> {
  return { added: without(now, before), gone: without(before, now) };
}

/**
 * The entries of a list, and behind them what the vendor names beside it and is not on it: nothing that is revoked by
 * either word may look as if it were not.
 */
export function joined(
  listed: readonly RevokedCertificate[],
  named: readonly string[],
): { revoked: RevokedCertificate[]; beside: number } {
  const told = named.map((serialNumber) => ({ serialNumber, revokedAt: null, reason: null }));
  const keys = new Set(listed.map(keyOf));
  const missing = told.filter((entry) => {
    const key = keyOf(entry);
    return !keys.has(key) && keys.add(key);
  });
  return { revoked: [...listed, ...missing], beside: missing.length };
}
