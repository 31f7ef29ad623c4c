import { X509Certificate } from "node:crypto";
import { describe, expect, test } from "vitest";
import { pemOf, rsa2048, testAuthority, testCertificate } from "../x509/testing";
import { ed25519Signer } from "../x509/testing.voucher";
import { readPinnable } from "./pinnable";

const now = Date.parse("2026-06-01T00:00:00Z");

/** Made with `openssl x509 -req`, which gives version 1 where nothing is said; ends in 2036. */
const version1 = `-----BEGIN CERTIFICATE-----
MIIBNzCB3wIUWX2f/ErNbOUifdwgIQ/AOUN/xMIwCgYIKoZIzj0EAwIwHzEdMBsG
A1UEAwwUdmVyc2lvbjEuZXhhbXBsZS5jb20wHhcNMjYxMTIzMDIxMDU3WhcNMzYx
MTIwMDIxMDU3WjAfMR0wGwYDVQQDDBR2ZXJzaW9uMS5leGFtcGxlLmNvbTBZMBMG
ByqGSM49AgEGCCqGSM49AwEHA0IABFokj3zBy9I9gOJGuGCDicdUrd2gjmGSVlfq
tDZQH4buIJrGBNRr+sXnd2t3xRmIOXQqW1LXoQ4R7QaYHbO0r/EwCgYIKoZIzj0E
AwIDRwAwRAIgQIBd24uTStBMX9daiblhIGzJhaeAtdnPNVzSmWRDTRYCIHCwzQmI
NR3Aqi5XZrMmI2L+WesniDWelJzHWpKhAEDS
-----END CERTIFICATE-----
`;

function accepted(text: string, nowMs = now) {
  const read = readPinnable(text, nowMs);
  if ("problem" in read) throw new Error(read.problem);
  return read;
}

function problemOf(text: string, nowMs = now): string {
  const read = readPinnable(text, nowMs);
  return "problem" in read ? read.problem : "it can be pinned";
}

describe("a certificate that can be pinned", () => {
  test.each([
    ["EC", async () => (await testAuthority()).der],
    ["RSA", async () => (await testAuthority({ algorithm: rsa2048 })).der],
    ["Ed25519", async () => (await ed25519Signer()).der],
    ["an end-entity's", async () => (await testCertificate(await testAuthority())).der],
  ])("is of any kind: %s", async (_kind, make) => {
    const der = Buffer.from(await make());
    const forms = [
      pemOf("CERTIFICATE", der),
      der.toString("base64"),
      Buffer.from(pemOf("CERTIFICATE", der)).toString("base64"),
      pemOf("CERTIFICATE", der).replaceAll("\n", "\r\n"),
    ];
    for (const form of forms) {
      const read = accepted(form, new X509Certificate(der).validFromDate.getTime());
      expect(read.der).toEqual(der);
      expect(new X509Certificate(read.pem).raw).toEqual(der);
      expect(read.remarks).toEqual([]);
    }
  });

  test.each([
    ["ends soon", { notAfter: new Date("2026-06-20T00:00:00Z") }, "ends within 30 days"],
    [
      "is not valid yet",
      { notBefore: new Date("2026-07-01T09:30:00Z") },
      "not valid before 1 July 2026 at 09:30 UTC",
    ],
    ["has a short key", { algorithm: { ...rsa2048, modulusLength: 1_024 } }, "RSA 1024"],
  ])("is taken with a remark when it %s", async (_what, changes, remark) => {
    const { pem } = await testAuthority(changes);
    expect(accepted(pem).remarks.join(" ")).toContain(remark);
  });

  test("is taken with a remark when it is of version 1", () => {
    const { remarks } = accepted(version1, new X509Certificate(version1).validFromDate.getTime());
    expect(remarks).toEqual([expect.stringContaining("not of X.509 version 3")]);
  });
});

describe("refused in words", () => {
  test("a bundle, because one must be chosen", async () => {
    const [one, other] = [await testAuthority(), await testAuthority({ subject: "CN=other" })];
    expect(problemOf(one.pem + other.pem)).toContain("There are 2 certificates in it");
    expect(problemOf(Buffer.from(one.pem + other.pem).toString("base64"))).toContain(
      "There are 2 certificates",
    );
    expect(problemOf(Buffer.concat([one.der, other.der]).toString("base64"))).toContain("added to");
  });

  test("a private key, also beside its certificate", async () => {
    const { pem } = await testAuthority();
    for (const label of ["PRIVATE KEY", "EC PRIVATE KEY", "ENCRYPTED PRIVATE KEY"]) {
      expect(problemOf(pem + pemOf(label, Buffer.from("secret")))).toContain("There is a private key in it");
    }
  });

  test("one that has ended, with what it says", async () => {
    const { pem } = await testAuthority();
    const read = readPinnable(pem, Date.parse("2031-01-01T00:00:00Z"));
    expect(read).toMatchObject({
      problem: "It ended on 1 January 2031 at 00:00 UTC: no voucher can pin it any more.",
      certificate: { subject: "CN=acme.example.com, O=Acme" },
    });
  });

  test.each(["hello", "MIIB", "-----BEGIN CERTIFICATE-----", pemOf("PKCS7", Buffer.from("x"))])(
    "%j",
    (text) => {
      expect(readPinnable(text, now)).toMatchObject({
        certificate: null,
        problem: expect.stringMatching(/\.$/),
      });
    },
  );
});
