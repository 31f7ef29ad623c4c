/**
 * Milliseconds to wait by a Retry-After header: seconds or an HTTP date (RFC 9110 §10.2.3), never negative.
 * A date is measured against the vendor's own Date header, because the two clocks may differ by minutes.
 * Undefined when the header is absent or unreadable.
 */
export function retryAfterMs(
  header: string | string[] | undefined,
  vendorDate: string | string[] | undefined,
  nowMs: number,
): number | undefined {
  const value = (Array.isArray(header) ? header[0] : header)?.trim();
  if (value === undefined || value === "") return undefined;
  if (/^\d+$/.test(value)) return Math.min(Number(value) * 1_000, Number.MAX_SAFE_INTEGER);
  const dueMs = Date.parse(value);
  if (Number.isNaN(dueMs) || !/[a-z]/i.test(value)) return undefined;
  const vendorNowMs = Date.parse(String(Array.isArray(vendorDate) ? vendorDate[0] : vendorDate));
  return Math.max(0, dueMs - (Number.isNaN(vendorNowMs) ? nowMs : vendorNowMs));
}
