// Browser-safe: pure, no imports.

/** Bounds of the vendor, in days (u-blox seed, ztp/devicecertificate/renew). */
export const validityDaysMin = 30;
const validityDaysMax = 3_650;
/** What the vendor recommends at most (same place). */
export const validityDaysRecommended = 365;

const dayMs = 86_400_000;

/**
 * Longest validity that can be asked for, in whole days: no device certificate outlives its root CA. Below
 * `validityDaysMin` when the CA ends too soon for any.
 * @param caEndsAt ISO instant; null when nobody says
 */
export function longestValidityDays(caEndsAt: string | null, nowMs: number): number {
  const leftMs = caEndsAt === null ? Number.NaN : Date.parse(caEndsAt) - nowMs;
  if (Number.isNaN(leftMs)) return validityDaysMax;
  return Math.max(0, Math.min(validityDaysMax, Math.floor(leftMs / dayMs)));
}

/**
 * When a certificate ends earlier because it moves to another root CA: that CA's end. Null when it need not: its end
 * before the move lies before the CA's, or one of both is not known.
 */
export function shrunkEnd(expiresAt: string | null, targetCaEndsAt: string | null): string | null {
  if (expiresAt === null || targetCaEndsAt === null) return null;
  return Date.parse(targetCaEndsAt) < Date.parse(expiresAt) ? targetCaEndsAt : null;
}
