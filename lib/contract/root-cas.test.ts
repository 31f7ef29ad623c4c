import { expect, test } from "vitest";
import { caName, newRootCa, registrationCode, rootCaChange } from "./root-cas";

test.each(["a", "example.com", "Test_CA-1", "x".repeat(45)])("a root CA can be called %s", (name) => {
  expect(caName.parse(` ${name} `)).toBe(name);
});

test.each(["", " ", "x".repeat(46), "two words", "größe", "a/b", "a\nb", "a,b"])(
  "a root CA cannot be called %j",
  (name) => {
    expect(caName.safeParse(name).success).toBe(false);
  },
);

test("validities keep the vendor's bounds", () => {
  const wanted = { caName: "example.com", caValidityDays: 3_650, certificateValidityDays: 365 };
  expect(newRootCa.parse(wanted)).toEqual(wanted);
  const bounds = {
    caValidityDays: [1_825, 3_650],
    certificateValidityDays: [30, 3_650],
    renewBeforeDays: [1, 365],
  };
  for (const [name, [least = 0, most = 0]] of Object.entries(bounds)) {
    for (const right of [least, most]) {
      expect(newRootCa.safeParse({ ...wanted, [name]: right }).success).toBe(true);
    }
    for (const wrong of [least - 1, most + 1, least + 0.5, String(least), null]) {
      expect(newRootCa.safeParse({ ...wanted, [name]: wrong }).success).toBe(false);
    }
  }
  expect(rootCaChange.safeParse({}).success).toBe(false);
});

test("a registration code is one word", () => {
  expect(registrationCode.parse(" 930783746273459058465786283467236543874968549\n")).toHaveLength(45);
  for (const wrong of ["", "two words", "a\u0000b"]) {
    expect(registrationCode.safeParse(wrong).success).toBe(false);
  }
});
