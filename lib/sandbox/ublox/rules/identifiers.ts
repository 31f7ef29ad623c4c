/** 8 bytes as 16 lowercase hexadecimal digits, leading zeros included. */
export function isRotPublicUid(text: string): boolean {
  return /^[0-9a-f]{16}$/.test(text);
}

/** 15 digits of which the last is the Luhn check digit (3GPP TS 23.003 annex B). */
export function isImei(text: string): boolean {
  return /^[0-9]{15}$/.test(text) && luhnCheckDigit(text.slice(0, 14)) === text.slice(14);
}

export function luhnCheckDigit(digits: string): string {
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const digit = Number(digits.at(-1 - place));
    const weighted = place % 2 === 0 ? digit * 2 : digit;
    sum += weighted > 9 ? weighted - 9 : weighted;
  }
  return String((10 - (sum % 10)) % 10);
}

/** The UID of that number. Its last 8 digits differ for all numbers: an odd multiplier permutes what 32 bits hold. */
export function permutedUid(prefix: string, index: number): string {
  return `${prefix}${(Math.imul(index + 1, 0x9e3779b1) >>> 0).toString(16).padStart(8, "0")}`;
}

/** The IMEI with these 14 digits. */
export function imeiOf(digits: string): string {
  return `${digits}${luhnCheckDigit(digits)}`;
}
