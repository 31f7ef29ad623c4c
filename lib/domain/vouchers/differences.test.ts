import { expect, test } from "vitest";
import type { DecodedVoucher } from "@/lib/contract/vouchers";
import { differencesFrom } from "./differences";

const asked = { serialNumber: "JN1", expiresAt: "2027-01-31T09:00:00.500Z", certificateSha256: "ab12" };
const pinned = {
  subject: "CN=domain.example.com",
  issuer: "CN=domain.example.com",
  serialNumber: "01",
  notBefore: "2026-01-01T00:00:00.000Z",
  notAfter: "2031-01-01T00:00:00.000Z",
  fingerprintSha256: "ab12",
  key: "EC P-256",
  signatureAlgorithm: "ECDSA with SHA-256",
};
const decoded: DecodedVoucher = {
  createdOn: "2026-11-22T10:00:00Z",
  expiresOn: "2027-01-31T09:00:00Z",
  assertion: "verified",
  serialNumber: "jn1",
  idevidIssuer: null,
  domainCertRevocationChecks: null,
  nonce: null,
  lastRenewalDate: null,
  pinnedDomainCertificate: pinned,
  signers: [],
  signature: "valid",
  remarks: [],
};

test("what was asked for is not told, in another spelling and to the second", () => {
  expect(differencesFrom(asked, decoded)).toEqual([]);
});

test.each<[string, Partial<DecodedVoucher>, string]>([
  ["another device", { serialNumber: "JN2" }, "is for JN2, and was asked for JN1"],
  [
    "another end",
    { expiresOn: "2028-01-31T09:00:00Z" },
    "ends on 31 January 2028 at 09:00 UTC, though 31 January 2027",
  ],
  ["an end that is no date", { expiresOn: "soon" }, "ends on “soon”"],
  ["no end", { expiresOn: null }, "has no end"],
  [
    "another certificate",
    { pinnedDomainCertificate: { ...pinned, fingerprintSha256: "cd34" } },
    "pins another certificate than the one that was sent: CN=domain.example.com with the SHA-256 cd34",
  ],
])("%s is told", (_what, changes, words) => {
  expect(differencesFrom(asked, { ...decoded, ...changes })).toEqual([expect.stringContaining(words)]);
});
