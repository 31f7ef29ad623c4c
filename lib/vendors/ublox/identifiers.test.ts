import fc from "fast-check";
import { expect, test } from "vitest";
import { parseJson } from "../http/json";
import { sameCertificateSerial, uidOf, uidOfKey } from "./identifiers";

test.each([
  ["0002000089280087", "0002000089280087"],
  ["135700008928C093", "135700008928c093"],
  [2_000_089_282_245, "0002000089282245"],
  [0, "0000000000000000"],
  [9_007_199_254_740_991, "9007199254740991"],
  ["9999999999999999", "9999999999999999"],
])("reads the UID %j", (written, uid) => {
  expect(uidOf(written)).toBe(uid);
});

test.each([
  ["00020001003ffff"],
  ["2000089282245"],
  ["000200008928008g"],
  ["0x02000089280087"],
  ["00020000892800870"],
  [" 0002000089280087"],
  [""],
  [-1],
  [1.5],
  [1e300],
  [Number.NaN],
  [null],
  [undefined],
  [{}],
])("takes %j for no UID and never pads text", (written) => {
  expect(uidOf(written)).toBeUndefined();
});

test("a member's name may have lost its leading zeros", () => {
  expect(uidOfKey("2000089282256")).toBe("0002000089282256");
  expect(uidOfKey("135700008928c093")).toBe("135700008928c093");
  expect(uidOfKey("200008928C093")).toBe("000200008928c093");
  expect(uidOfKey("E2E")).toBeUndefined();
  expect(uidOfKey("20000892g2256")).toBeUndefined();
  expect(uidOfKey("12345678901234567")).toBeUndefined();
});

test("certificate serial numbers are compared as numbers", () => {
  const short = "73068c914de40ccaee84e03a66b4858";
  expect(sameCertificateSerial(short, `0${short}`)).toBe(true);
  expect(sameCertificateSerial(short, "07:30:68:C9:14:DE:40:CC:AE:E8:4E:03:A6:6B:48:58")).toBe(true);
  expect(sameCertificateSerial(short, "73068c914de40ccaee84e03a66b4859")).toBe(false);
  expect(sameCertificateSerial("none", "none")).toBe(false);
});

test("every UID of decimal digits survives being written as a number or as a key without its zeros", () => {
  const digits = fc.stringMatching(/^[0-9]{16}$/);
  const zeros = fc
    .tuple(fc.nat({ max: 15 }), digits)
    .map(([count, rest]) => "0".repeat(count) + rest.slice(count));
  fc.assert(
    fc.property(fc.oneof(digits, zeros), (uid) => {
      const written = uid.replace(/^0+(?=.)/, "");
      expect(uidOf(parseJson(written))).toBe(uid);
      expect(uidOfKey(written)).toBe(uid);
    }),
    { numRuns: 1_000 },
  );
});

test("every UID survives being written as text, and text is never made a UID by padding or cutting", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9a-fA-F]{0,20}$/), (text) => {
      expect(uidOf(text)).toBe(text.length === 16 ? text.toLowerCase() : undefined);
    }),
  );
});
