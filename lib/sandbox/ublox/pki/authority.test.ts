import "reflect-metadata";
import { execFileSync, spawnSync } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  AuthorityKeyIdentifierExtension,
  X509Certificate as ParsedCertificate,
  SubjectKeyIdentifierExtension,
  X509Crl,
} from "@peculiar/x509";
import { describe, expect, it } from "vitest";
import { DAY_MS } from "../../kit/clock";
import { START_MS } from "../../test-support";
import { proofOfPossessionPem, revocationListPem, rootCertificatePem } from "./authority";
import { newRootCa } from "./types";

const made = () =>
  newRootCa({
    name: "meters.example.com",
    createdAtMs: START_MS - 300.5 * DAY_MS,
    validityDays: 1_825,
    deviceValidityDays: 90,
  });
const serialNumber = "73068c914de40ccaee84e03a66b4858";
const revoked = () => {
  const rootCa = made();
  rootCa.revocations.push(
    { serialNumber, revokedAtMs: START_MS - DAY_MS },
    { serialNumber: "fffe", revokedAtMs: START_MS },
  );
  return rootCa;
};
/** DER of an INTEGER within the extension's OCTET STRING. */
const numberOf = (list: X509Crl) => {
  const value = list.getExtension("2.5.29.20")?.value;
  if (value === undefined) throw new Error("no CRL number");
  const [tag, length, ...bytes] = Buffer.from(value);
  expect([tag, length]).toEqual([2, bytes.length]);
  return Number(`0x${Buffer.from(bytes).toString("hex")}`);
};

describe("root certificate", () => {
  it("is self-signed for the time the CA lives, may sign certificates and lists, and stays the same", async () => {
    const rootCa = made();
    const pem = await rootCertificatePem(rootCa);
    const certificate = new X509Certificate(pem);
    expect(certificate.ca).toBe(true);
    expect(certificate.subject).toContain("CN=meters.example.com");
    expect(certificate.issuer).toBe(certificate.subject);
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(certificate.validFromDate.getTime()).toBe(rootCa.createdAtMs);
    expect(certificate.validToDate.getTime()).toBe(rootCa.createdAtMs + 1_825 * DAY_MS);
    expect(certificate.publicKey.asymmetricKeyDetails?.namedCurve).toBe("prime256v1");
    expect(await rootCertificatePem(rootCa)).toBe(pem);
    expect(await rootCertificatePem(made())).not.toBe(pem);
  });
});

describe("proof of possession", () => {
  it("names the registration code and is signed by the CA", async () => {
    const rootCa = made();
    const code = "930783746273459058465786283467236543874968549";
    const proof = new X509Certificate(await proofOfPossessionPem(rootCa, code, START_MS));
    const root = new X509Certificate(await rootCertificatePem(rootCa));
    expect(proof.subject).toBe(`CN=${code}`);
    expect(proof.checkIssued(root)).toBe(true);
    expect(proof.verify(root.publicKey)).toBe(true);
    expect(proof.ca).toBe(false);
    expect(proof.validFromDate.getTime()).toBe(START_MS);
  });

  it("does not outlive the CA", async () => {
    const rootCa = made();
    const endMs = rootCa.createdAtMs + 1_825 * DAY_MS;
    const proof = new X509Certificate(await proofOfPossessionPem(rootCa, "code", endMs - DAY_MS));
    expect(proof.validToDate.getTime()).toBe(endMs);
  });
});

describe("revocation list", () => {
  it("is signed by the CA, tells its time and names what was revoked", async () => {
    const rootCa = revoked();
    const list = new X509Crl(await revocationListPem(rootCa, START_MS));
    const root = new ParsedCertificate(await rootCertificatePem(rootCa));
    expect(await list.verify({ publicKey: root.publicKey })).toBe(true);
    expect(
      await list.verify({ publicKey: new ParsedCertificate(await rootCertificatePem(made())).publicKey }),
    ).toBe(false);
    expect(list.issuer).toBe(root.subject);
    expect(list.getExtension(AuthorityKeyIdentifierExtension)?.keyId).toBe(
      root.getExtension(SubjectKeyIdentifierExtension)?.keyId,
    );
    expect(list.entries.map((entry) => BigInt(`0x${entry.serialNumber}`))).toEqual([
      BigInt(`0x${serialNumber}`),
      0xfffen,
    ]);
    expect(list.entries.map((entry) => entry.revocationDate.getTime())).toEqual([
      START_MS - DAY_MS,
      START_MS,
    ]);
    expect(list.thisUpdate.getTime()).toBe(START_MS);
    expect(list.nextUpdate?.getTime()).toBe(START_MS + 7 * DAY_MS);
  });

  it("has the same bytes until the day is over or something is revoked, and then a higher number", async () => {
    const rootCa = revoked();
    const first = await revocationListPem(rootCa, START_MS);
    expect(await revocationListPem(rootCa, START_MS + DAY_MS / 3)).toBe(first);
    rootCa.revocations.push({ serialNumber: "1", revokedAtMs: START_MS + DAY_MS / 3 });
    const second = await revocationListPem(rootCa, START_MS + DAY_MS / 3);
    const third = await revocationListPem(rootCa, START_MS + DAY_MS);
    const lists = [first, second, third].map((pem) => new X509Crl(pem));
    expect(lists.map(numberOf)).toEqual([303, 304, 305]);
    expect(lists.map((list) => list.thisUpdate.getTime())).toEqual([
      START_MS,
      START_MS + DAY_MS / 3,
      START_MS + DAY_MS / 2,
    ]);
  });

  it("counts on past a number whose first byte looks like a sign", async () => {
    const rootCa = { ...made(), createdAtMs: START_MS };
    const list = new X509Crl(await revocationListPem(rootCa, START_MS + 128 * DAY_MS));
    expect(numberOf(list)).toBe(129);
  });

  it("is without entries where nothing was revoked", async () => {
    expect(new X509Crl(await revocationListPem(made(), START_MS)).entries).toEqual([]);
  });
});

describe.skipIf(spawnSync("openssl", ["version"]).status !== 0)("read by OpenSSL", () => {
  it("verifies the proof and the list, and reads the list's number", async () => {
    const rootCa = revoked();
    const folder = mkdtempSync(join(tmpdir(), "root-ca-"));
    try {
      const file = (name: string, pem: string) => {
        writeFileSync(join(folder, name), pem);
        return join(folder, name);
      };
      const root = file("root.pem", await rootCertificatePem(rootCa));
      const proof = file("proof.pem", await proofOfPossessionPem(rootCa, "code", START_MS));
      const list = file("list.pem", await revocationListPem(rootCa, START_MS));
      const at = ["-attime", String(START_MS / 1_000 + 60)];
      const openssl = (...words: string[]) =>
        execFileSync("openssl", words, { encoding: "utf8", stdio: "pipe" });
      expect(openssl("verify", ...at, "-x509_strict", "-CAfile", root, proof)).toContain("OK");
      expect(openssl("verify", ...at, "-crl_check", "-CRLfile", list, "-CAfile", root, proof)).toContain(
        "OK",
      );
      const told = openssl("crl", "-in", list, "-noout", "-text");
      expect(told).toMatch(/X509v3 CRL Number:\s+303/);
      expect(told.toLowerCase()).toContain(`serial number: 0${serialNumber}`);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
