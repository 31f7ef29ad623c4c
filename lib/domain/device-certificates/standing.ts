import type { CertificateStanding } from "@/lib/contract/device-certificates";

/** u-blox first warns of a certificate's end 60 days before it (seed, DEVICE_CERTIFICATE_EXPIRATION_EVENT). */
const expiringDays = 60;

const dayMs = 86_400_000;

/** How a certificate stands at a moment. What is revoked stays so, also beyond its end. */
export function standingOf(
  { expiresAt, revoked }: { expiresAt: string | null; revoked: boolean },
  nowMs: number,
): CertificateStanding {
  if (revoked) return "revoked";
  const leftMs = expiresAt === null ? Number.NaN : Date.parse(expiresAt) - nowMs;
  if (Number.isNaN(leftMs)) return "unknown";
  if (leftMs <= 0) return "expired";
  return leftMs < expiringDays * dayMs ? "expiring" : "valid";
}
