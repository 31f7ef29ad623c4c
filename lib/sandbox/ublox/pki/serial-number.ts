import { randomBytes } from "node:crypto";

/**
 * The number that hexadecimal digits mean, spelled as the vendor does: lower case, leading zeros dropped, so that one of
 * its own samples has 31 digits. Null when it is not a number above zero of at most 20 bytes (RFC 5280 §4.1.2.2).
 */
export function serialNumberIn(text: string): string | null {
  if (!/^[0-9a-f]{1,64}$/i.test(text)) return null;
  const digits = text.toLowerCase().replace(/^0+/, "");
  return digits !== "" && digits.length <= 40 ? digits : null;
}

/** 16 random bytes; the top bit is clear, as it would be a sign in X.509. */
export function newSerialNumber(): string {
  const bytes = randomBytes(16);
  bytes.writeUInt8(bytes.readUInt8() & 0x7f);
  return serialNumberIn(bytes.toString("hex")) ?? newSerialNumber();
}
