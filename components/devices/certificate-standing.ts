import type { StatusKind } from "@/components/ui/status-icon";

/** u-blox first warns of a certificate's end 60 days before it (webhook DEVICE_CERTIFICATE_EXPIRATION_EVENT). */
const expiringDays = 60;

const dayMs = 86_400_000;

export interface CertificateStanding {
  /** ok, attention within 60 days of the end, failed after it. */
  kind: Extract<StatusKind, "ok" | "attention" | "failed">;
  /** "24 days left", "expired 3 days ago". */
  words: string;
}

const days = (count: number) => `${count.toLocaleString("en-US")} ${count === 1 ? "day" : "days"}`;

/**
 * How long a certificate still holds, in whole days.
 * @param expiresAt ISO instant; null or unreadable gives undefined, as does an unknown present
 */
export function certificateStanding(
  expiresAt: string | null,
  nowMs: number | null,
): CertificateStanding | undefined {
  if (expiresAt === null || nowMs === null) return undefined;
  const leftMs = Date.parse(expiresAt) - nowMs;
  if (Number.isNaN(leftMs)) return undefined;
  const whole = Math.floor(Math.abs(leftMs) / dayMs);
  if (leftMs <= 0) {
    return { kind: "failed", words: whole === 0 ? "expired today" : `expired ${days(whole)} ago` };
  }
  return {
    kind: leftMs < expiringDays * dayMs ? "attention" : "ok",
    words: whole === 0 ? "less than a day left" : `${days(whole)} left`,
  };
}
