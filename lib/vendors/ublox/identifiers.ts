import { decoded } from "../http/decoded";

/**
 * A RoT public UID as u-blox writes it, as 16 lower-case hexadecimal digits. The vendor writes the digits as a string,
 * or as a JSON number that has lost its leading zeros (seed: e2e answers); a string of another length cannot be
 * repaired safely. Undefined when it is none.
 */
export function uidOf(value: unknown): string | undefined {
  if (typeof value === "string") return /^[0-9a-f]{16}$/i.test(value) ? value.toLowerCase() : undefined;
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0) return undefined;
  return String(value).padStart(16, "0");
}

/**
 * The same for a member's name in a map: its leading zeros are lost too (seed: device/usage/get). With letters among its
 * digits it needs most of them to be told from a word, such as "E2E".
 */
export function uidOfKey(key: string): string | undefined {
  return /^(\d{1,15}|[0-9a-f]{10,15})$/i.test(key) ? key.toLowerCase().padStart(16, "0") : uidOf(key);
}

/** A RoT public UID in an answer, in any of the vendor's spellings. */
export const answeredUid = decoded(uidOf);

/**
 * Whether two certificate serial numbers are the same number. The vendor drops leading zeros (its sample has 31 digits),
 * other tools keep them, use capitals or put colons between bytes.
 */
export function sameCertificateSerial(left: string, right: string): boolean {
  const [one, other] = [serialNumber(left), serialNumber(right)];
  return one !== undefined && one === other;
}

function serialNumber(text: string): bigint | undefined {
  const digits = text.replaceAll(":", "").trim();
  return /^[0-9a-f]{1,64}$/i.test(digits) ? BigInt(`0x${digits}`) : undefined;
}
