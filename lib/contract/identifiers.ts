import { z } from "zod";

/** RoT public UID: 8 bytes as 16 hex digits, leading zeros significant, never a number (u-blox seed). */
export const rotPublicUid = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[0-9a-f]{16}$/, "A RoT UID has exactly 16 hexadecimal digits, such as 0002000089280087.");

/** Whether the digits of an IMEI satisfy its check digit (Luhn, 3GPP TS 23.003 annex B). */
export function hasValidCheckDigit(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits[digits.length - 1 - index]);
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** IMEI: 15 digits, the last one a check digit. */
export const imei = z
  .string()
  .trim()
  .regex(/^\d{15}$/, "An IMEI has exactly 15 digits.")
  .refine(hasValidCheckDigit, "The check digit of this IMEI is wrong: one of its digits is mistyped.");

/** The device profile's UID as the vendor hands it out: base64url characters, case-sensitive, or its words for "none". */
export const deviceProfileUid = z.string().min(1).max(255);

/** Symbols the vendor refuses in tag names, and the backslash its list seems to have lost (u-blox seed, tag/create). */
const forbiddenInTagName = /[\^`~<>"{}|,\\]/;

/** Tag name: at most 255 characters, compared without regard to case (u-blox seed, tag/create). */
export const tagName = z
  .string()
  .trim()
  .min(1, "A tag needs a name.")
  .max(255, "A tag name has at most 255 characters.")
  .refine((name) => !forbiddenInTagName.test(name), {
    error: 'A tag name cannot contain any of ^ ` ~ < > " { } | , \\',
  })
  .refine((name) => !/\p{Cc}/u.test(name), { error: "A tag name cannot contain control characters." })
  .refine((name) => name !== "." && name !== "..", {
    error: "A tag cannot be called “.” or “..”: no web address can carry these names.",
  });

/** A point in time, ISO 8601 in UTC. */
export const instant = z.iso.datetime({ offset: true });
