import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { type OpenedCertificate, openCertificate } from "./certificate";
import { X509CrlReason } from "./library";
import { readRevocationList, revocationListDer } from "./revocation-list";
import { pemOf, rsa2048, type TestAuthority, testAuthority, testRevocationList } from "./testing";

let authority: TestAuthority;
let opened: OpenedCertificate;
let der: Buffer;

function open({ pem }: TestAuthority): OpenedCertificate {
  const found = openCertificate(pem);
  if ("problem" in found) throw new Error(found.problem);
  return found;
}

beforeAll(async () => {
  authority = await testAuthority();
  opened = open(authority);
  der = await testRevocationList(
    authority,
    [
      { serialNumber: "073068c914de40ccaee84e03a66b4858", reason: X509CrlReason.keyCompromise },
      { serialNumber: "0a" },
    ],
    { number: 4711 },
  );
});

const whole = {
  number: "4711",
  thisUpdate: "2026-02-01T00:00:00.000Z",
  nextUpdate: "2026-02-08T00:00:00.000Z",
  revoked: [
    {
      serialNumber: "073068c914de40ccaee84e03a66b4858",
      revokedAt: "2026-01-31T12:00:00.000Z",
      reason: "Key compromise",
    },
    { serialNumber: "0a", revokedAt: "2026-01-31T12:00:00.000Z", reason: null },
  ],
  signature: "valid",
  signatureWords: "Signed by this root CA.",
  remarks: [],
};

describe("a list", () => {
  test.each<[string, () => string | Uint8Array]>([
    ["PEM", () => pemOf("X509 CRL", der)],
    ["PEM with escaped line ends", () => pemOf("X509 CRL", der).replaceAll("\n", "\\n")],
    ["PEM by its short name", () => pemOf("CRL", der)],
    ["base64", () => der.toString("base64")],
    ["base64 with line ends", () => der.toString("base64").replace(/.{76}/g, "$&\r\n")],
    ["DER", () => der],
  ])("is read from %s and its signature checked", async (_name, spelled) => {
    expect(await readRevocationList(spelled(), opened)).toEqual(whole);
    expect(revocationListDer(spelled())).toEqual(der);
  });

  test("of nobody, without a number and an end, signed with an RSA key", async () => {
    const rsa = await testAuthority({ algorithm: rsa2048 });
    const empty = await testRevocationList(rsa, [], { nextUpdate: null });
    expect(await readRevocationList(empty, open(rsa))).toEqual({
      ...whole,
      number: null,
      nextUpdate: null,
      revoked: [],
    });
  });
});

/** Where the signed part lies in a list: the first member of the outer sequence (RFC 5280 §5.1). */
function signedPartOf(list: Buffer): { start: number; length: number } {
  const headerBytes = (at: number) => {
    const first = list.readUInt8(at + 1);
    return first < 0x80 ? 2 : 2 + (first & 0x7f);
  };
  const start = headerBytes(0);
  const header = headerBytes(start);
  const length = header === 2 ? list.readUInt8(start + 1) : list.readUIntBE(start + 2, header - 2);
  return { start, length: header + length };
}

describe("a signature", () => {
  test("of another key is invalid, whatever the list calls itself", async () => {
    const stranger = await testAuthority();
    const forged = await testRevocationList(stranger, [], { number: 1 });
    expect(await readRevocationList(forged, opened)).toMatchObject({
      signature: "invalid",
      signatureWords: expect.stringContaining("do not rely on this list"),
      remarks: [],
    });
  });

  test("of the CA under another name is valid and remarked on", async () => {
    const renamed = await testRevocationList(authority, [], { named: "CN=other" });
    expect(await readRevocationList(renamed, opened)).toMatchObject({
      signature: "valid",
      remarks: ["It names another issuer than this root CA."],
    });
  });

  test("cannot be checked without the CA's certificate", async () => {
    expect(await readRevocationList(der, undefined)).toMatchObject({
      revoked: whole.revoked,
      signature: "unchecked",
      signatureWords: "There is no certificate of this root CA to check the signature with.",
    });
  });

  test("does not fit a list that was changed: no change of one byte of what is signed goes unnoticed", async () => {
    const signed = signedPartOf(der);
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.integer({ min: 1, max: 255 }), async (nth, change) => {
        const at = signed.start + (nth % signed.length);
        const changed = Buffer.from(der);
        changed.writeUInt8(changed.readUInt8(at) ^ change, at);
        const read = await readRevocationList(changed, opened);
        if (!("problem" in read)) expect(read.signature).not.toBe("valid");
      }),
      { numRuns: 120 },
    );
  });
});

describe("what is none is a problem in words", () => {
  test.each<[string, () => string, string]>([
    ["nothing", () => "", "It is empty."],
    [
      "a certificate",
      () => authority.pem,
      "no revocation list but a PEM block of another kind (CERTIFICATE)",
    ],
    [
      "a certificate in base64",
      () => authority.der.toString("base64"),
      "cannot be read as a certificate revocation",
    ],
    ["a sentence", () => "No CRL yet.", "neither PEM nor base64"],
    ["what is far too large", () => "A".repeat(1024 * 1024), "larger than the 256 KB"],
  ])("%s", async (_name, make, words) => {
    expect(await readRevocationList(make(), opened)).toEqual({ problem: expect.stringContaining(words) });
  });

  test("also any noise", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ maxLength: 200 }), async (noise) => {
        expect(await readRevocationList(noise, opened)).toHaveProperty("problem");
      }),
      { numRuns: 100 },
    );
  });
});
