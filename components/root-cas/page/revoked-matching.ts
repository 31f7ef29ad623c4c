import type { RevokedCertificate } from "@/lib/contract/root-cas";
import { serialNumberKey } from "@/lib/domain/x509/serial-numbers";

const timeOf = ({ revokedAt }: RevokedCertificate) => (revokedAt === null ? 0 : Date.parse(revokedAt));

/**
 * The certificates whose serial number holds the typed digits, leading zeros and colons aside; all while none are typed.
 * Revoked last comes first; behind them those of which nobody says when.
 */
export function revokedMatching(revoked: readonly RevokedCertificate[], typed: string): RevokedCertificate[] {
  return matching(revoked, typed).toSorted((left, right) => timeOf(right) - timeOf(left));
}

function matching(revoked: readonly RevokedCertificate[], typed: string): readonly RevokedCertificate[] {
  if (typed.trim() === "") return revoked;
  const wanted = serialNumberKey(typed);
  if (wanted === undefined) return [];
  return revoked.filter(({ serialNumber }) => serialNumberKey(serialNumber)?.includes(wanted));
}
