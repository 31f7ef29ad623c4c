/**
 * How long to wait before the next try: doubled with each one, a tenth of it by chance so that waiting jobs do not come
 * back together, and never sooner than the vendor asked for.
 */
export function backOff(
  tries: number,
  firstMs: number,
  longestMs: number,
  askedMs = 0,
  chance = Math.random(),
): number {
  const waitMs = Math.min(longestMs, firstMs * 2 ** Math.min(tries, 20));
  return Math.max(askedMs, Math.round(waitMs * (0.9 + chance / 10)));
}
