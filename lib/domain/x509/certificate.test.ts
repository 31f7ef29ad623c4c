import { X509Certificate as OpenSslCertificate } from "node:crypto";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { readCertificate } from "./certificate";
import { pemOf, rsa2048, type TestAuthority, testAuthority, testCertificate } from "./testing";

let authority: TestAuthority;
beforeAll(async () => {
  authority = await testAuthority();
});

const spellings: [string, (ca: TestAuthority) => string | Uint8Array][] = [
  ["PEM", ({ pem }) => pem],
  ["PEM with its line ends as a backslash and an n", ({ pem }) => pem.trim().replaceAll("\n", "\\n")],
  ["PEM with them escaped twice", ({ pem }) => pem.replaceAll("\n", "\\\\n")],
  ["PEM from Windows behind words", ({ pem }) => `Subject: Acme\r\n${pem.replaceAll("\n", "\r\n")}`],
  ["PEM in one line", ({ pem }) => pem.replaceAll("\n", "")],
  ["a chain, of which it is the first", ({ pem, der }) => pem + pemOf("CERTIFICATE", der.subarray(0, 40))],
  ["base64", ({ der }) => der.toString("base64")],
  ["base64 for addresses", ({ der }) => der.toString("base64url")],
  ["base64 of PEM", ({ pem }) => Buffer.from(pem).toString("base64")],
  ["hexadecimal digits", ({ der }) => der.toString("hex").toUpperCase()],
  ["DER", ({ der }) => der],
  ["PEM as bytes", ({ pem }) => Buffer.from(pem)],
];

describe("a certificate", () => {
  test.each(spellings)("is read from %s, as OpenSSL reads it", (_name, spelled) => {
    const { certificate, problem } = readCertificate(spelled(authority));
    const witness = new OpenSslCertificate(authority.der);
    expect(problem).toBeNull();
    expect(certificate).toEqual({
      subject: "CN=acme.example.com, O=Acme",
      issuer: "CN=acme.example.com, O=Acme",
      serialNumber: "0a01",
      notBefore: "2026-01-01T00:00:00.000Z",
      notAfter: "2031-01-01T00:00:00.000Z",
      fingerprintSha256: witness.fingerprint256.replaceAll(":", "").toLowerCase(),
      key: "EC P-256",
      signatureAlgorithm: "ECDSA with SHA-256",
    });
  });

  test("tells keys of other kinds, and its issuer apart from its subject", async () => {
    const rsa = await testAuthority({ algorithm: rsa2048, serialNumber: `${"7f".repeat(20)}` });
    expect(readCertificate(rsa.pem).certificate).toMatchObject({
      key: "RSA 2048",
      signatureAlgorithm: "RSA with SHA-256",
      serialNumber: "7f".repeat(20),
    });
    const { pem } = await testCertificate(rsa, { subject: "CN=930783746273459058465786" });
    expect(readCertificate(pem).certificate).toMatchObject({
      subject: "CN=930783746273459058465786",
      issuer: "CN=acme.example.com, O=Acme",
    });
  });

  test("with a name that turns the writing around is shown without that", async () => {
    const { pem } = await testAuthority({ subject: "CN=evil\u202Egpj.exe" });
    expect(readCertificate(pem).certificate?.subject).toBe("CN=evil gpj.exe");
  });
});

describe("what is none is a problem in words", () => {
  test.each<[string, () => string | Uint8Array, string]>([
    ["nothing", () => "", "It is empty."],
    ["blanks", () => " \\n ", "It is empty."],
    ["words", () => "Not Authorized.", "neither PEM nor base64"],
    ["a page", () => "<html>", "neither PEM nor base64"],
    ["a certificate cut short", () => authority.der.subarray(0, -3), "changed, cut or added to"],
    [
      "one with something behind it",
      () => Buffer.concat([authority.der, Buffer.from([0])]),
      "changed, cut or added to",
    ],
    ["another PEM block", () => pemOf("PRIVATE KEY", Buffer.from("secret")), "another kind (PRIVATE KEY)"],
    ["half a PEM block", () => authority.pem.slice(0, 200), "do not belong together"],
    ["damaged base64", () => authority.pem.replace("M", "*"), "not valid base64"],
    ["what is far too large", () => "A".repeat(1024 * 1024), "larger than the 64 KB"],
    ["large bytes", () => Buffer.alloc(70_000, 0x30), "larger than the 64 KB"],
    [
      "the frame of one around noise",
      () => Buffer.from("300c300230003002300003020000", "hex"),
      "cannot be read as a certificate",
    ],
  ])("%s", (_name, make, words) => {
    const { certificate, problem } = readCertificate(make());
    expect(certificate).toBeNull();
    expect(problem).toContain(words);
    expect(problem).not.toContain("secret");
  });

  test("and so is a certificate with any one byte changed, or it is still one; nothing is thrown", () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const der = Buffer.from(authority.der);
        der.writeUInt8(der.readUInt8(at % der.length) ^ change, at % der.length);
        const { certificate, problem } = readCertificate(der);
        expect((certificate === null) !== (problem === null)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  test("and so is any noise", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 200 }), fc.uint8Array({ maxLength: 200 })), (noise) => {
        expect(readCertificate(noise).problem).not.toBeNull();
      }),
      { numRuns: 150 },
    );
  });
});
