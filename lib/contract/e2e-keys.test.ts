import { expect, test } from "vitest";
import { encryptedHeader, keyId, keyLengthBits, keyRotation } from "./e2e-keys";

test("a key identity has 14 bytes", () => {
  expect(keyId.parse(" 1101000005B52001443F8C16C7EC ")).toBe("1101000005B52001443F8C16C7EC");
  for (const wrong of [
    "",
    "0x1101000005B52001443F8C16C7EC",
    "1101000005B52001443F8C16C7",
    "1101000005B52001443F8C16C7ECEC",
    "1101000005B52001443F8C16C7EG",
  ]) {
    expect(keyId.safeParse(wrong).success).toBe(false);
  }
});

test.each([
  ["1101000089282257621f7593c47f0000", true],
  ["2900000f0008002f312401", true],
  ["2900000f0008002f31240100", true],
  ["2900000f0008002f3124", false],
  ["2900000f0008002f312401000000", false],
  ["0x2900000f0008002f312401", false],
  ["2900000f0008002f31240", false],
  ["", false],
])("%j is an encrypted header: %s", (header, right) => {
  expect(encryptedHeader.safeParse(header).success).toBe(right);
});

test("a key has 128 or 256 bits", () => {
  for (const right of [128, 256]) expect(keyLengthBits.parse(right)).toBe(right);
  for (const wrong of [0, 192, 512, "128"]) expect(keyLengthBits.safeParse(wrong).success).toBe(false);
});

test("automatic rotation takes 1 to 30 days, 7 unless said", () => {
  expect(keyRotation.parse({ type: "automatic" })).toEqual({ type: "automatic", days: 7 });
  expect(keyRotation.parse({ type: "continuous", days: 3 })).toEqual({ type: "continuous" });
  for (const days of [1, 30]) expect(keyRotation.safeParse({ type: "automatic", days }).success).toBe(true);
  for (const days of [0, 31, 1.5]) {
    expect(keyRotation.safeParse({ type: "automatic", days }).success).toBe(false);
  }
  expect(keyRotation.safeParse({ type: "AUTOMATIC" }).success).toBe(false);
});
