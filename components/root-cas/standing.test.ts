import { expect, test } from "vitest";
import { dayMs, endOf, rootCaStanding } from "./standing";
import { validityWords } from "./words";

const nowMs = Date.parse("2026-11-22T00:00:00Z");
const inDays = (days: number) => new Date(nowMs + days * dayMs).toISOString();

test.each([
  [inDays(181), "Valid"],
  [inDays(179), "Expires soon"],
  [inDays(0), "Expired"],
  [inDays(-1), "Expired"],
])("a root CA that ends at %s is %s", (endsAt, word) => {
  expect(rootCaStanding(endsAt, nowMs)?.word).toBe(word);
});

test("nothing is said of an end or a present that is not known", () => {
  expect(rootCaStanding(null, nowMs)).toBeUndefined();
  expect(rootCaStanding(inDays(1), null)).toBeUndefined();
});

test("the end is the vendor's, else the certificate's", () => {
  const certificate = {
    subject: "CN=a",
    issuer: "CN=a",
    serialNumber: "01",
    notBefore: inDays(-1),
    notAfter: inDays(9),
    fingerprintSha256: "00",
    key: "EC P-256",
    signatureAlgorithm: "ECDSA with SHA-256",
  };
  expect(endOf({ expiresAt: inDays(8), certificate })).toBe(inDays(8));
  expect(endOf({ expiresAt: null, certificate })).toBe(inDays(9));
  expect(endOf({ expiresAt: null, certificate: null })).toBeNull();
});

test("validities are told in days, and in years where they are whole", () => {
  expect([3_650, 365, 30, 1].map(validityWords)).toEqual([
    "3,650 days (10 years)",
    "365 days (1 year)",
    "30 days",
    "1 day",
  ]);
});
