import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { DecodedVoucher } from "@/lib/contract/vouchers";
import { pemOf, rsa2048, type TestAuthority, testAuthority, testCertificate } from "./testing";
import { ed25519Signer, signedVoucher, signerOf, type TestSigner, voucherJson } from "./testing.voucher";
import { readVoucher } from "./voucher";

let domain: TestAuthority;
let service: TestAuthority;
let signer: TestSigner;
let file: Buffer;

beforeAll(async () => {
  domain = await testAuthority({ subject: "CN=domain.example.com" });
  service = await testAuthority({ subject: "CN=voucher service", serialNumber: "0c01" });
  signer = await signerOf(service);
  file = signedVoucher(voucherJson(domain.der), signer);
});

function read(input: string | Uint8Array): DecodedVoucher {
  const found = readVoucher(input);
  if ("problem" in found) throw new Error(found.problem);
  return found.voucher;
}

function problemOf(input: string | Uint8Array): string {
  const found = readVoucher(input);
  return "problem" in found ? found.problem : "it was read";
}

/** The voucher with some leaves as wanted. */
const withLeaves = (changes: Record<string, unknown>) =>
  read(signedVoucher(voucherJson(domain.der, changes), signer));

describe("a voucher", () => {
  test("is read with who signed it and what it pins", () => {
    expect(read(file)).toEqual({
      createdOn: "2026-11-22T10:00:00.000Z",
      expiresOn: "2027-01-31T00:00:00.000Z",
      assertion: "verified",
      serialNumber: "JN1234ABC",
      idevidIssuer: null,
      domainCertRevocationChecks: null,
      nonce: null,
      lastRenewalDate: null,
      pinnedDomainCertificate: expect.objectContaining({ subject: "CN=domain.example.com", key: "EC P-256" }),
      signers: [expect.objectContaining({ subject: "CN=voucher service" })],
      signature: "valid",
      remarks: [],
    });
  });

  test("has every leaf of RFC 8366", () => {
    const [nonce, idevidIssuer] = ["AAECAwQFBgc=", "MBaAFL8="];
    expect(
      withLeaves({
        nonce,
        "expires-on": undefined,
        "idevid-issuer": idevidIssuer,
        "domain-cert-revocation-checks": true,
        assertion: "proximity",
      }),
    ).toMatchObject({
      nonce,
      idevidIssuer,
      domainCertRevocationChecks: true,
      assertion: "proximity",
      expiresOn: null,
      remarks: [],
    });
    expect(withLeaves({ "last-renewal-date": "2026-12-31T00:00:00Z" })).toMatchObject({
      lastRenewalDate: "2026-12-31T00:00:00Z",
      remarks: [],
    });
  });

  test("comes as DER, base64, PEM and base64 of PEM all the same", () => {
    const base64 = file.toString("base64");
    const pem = pemOf("CMS", file);
    const others = [
      base64,
      base64.replace(/.{76}/g, "$&\r\n"),
      pem,
      pemOf("PKCS7", file),
      Buffer.from(pem),
      Buffer.from(base64),
      Buffer.from(pem).toString("base64"),
    ];
    for (const other of others) expect(read(other)).toEqual(read(file));
  });

  test("without CMS around it is unsigned, and that is said", () => {
    for (const input of [voucherJson(domain.der), Buffer.from(voucherJson(domain.der)).toString("base64")]) {
      expect(read(input)).toMatchObject({
        serialNumber: "JN1234ABC",
        signers: [],
        signature: "unchecked",
        remarks: ["It is unsigned: devices refuse it."],
      });
    }
  });
});

describe("its signature", () => {
  test.each([
    ["RSA", async () => signerOf(await testAuthority({ algorithm: rsa2048 }))],
    [
      "EC P-384",
      async () =>
        signerOf(await testAuthority({ algorithm: { name: "ECDSA", namedCurve: "P-384", hash: "SHA-256" } })),
    ],
    ["Ed25519", ed25519Signer],
  ])("is checked with a key of the kind %s", async (_kind, makeSigner) => {
    const other = await makeSigner();
    expect(read(signedVoucher(voucherJson(domain.der), other)).signature).toBe("valid");
    expect(read(signedVoucher(voucherJson(domain.der), other, { bare: true })).signature).toBe("valid");
    // Under the name of the first, with the key of the second.
    const forged = { ...other, privateKey: (await makeSigner()).privateKey };
    expect(read(signedVoucher(voucherJson(domain.der), forged)).signature).toBe("invalid");
  });

  test("does not hold for another content", () => {
    const changed = Buffer.from(file);
    const at = changed.indexOf("JN1234ABC");
    changed.write("JN9999XYZ", at);
    expect(read(changed)).toMatchObject({ serialNumber: "JN9999XYZ", signature: "invalid" });
    expect(read(changed).remarks).toContain("Do not hand it out.");
  });

  test.each([
    ["another digest", { digested: Buffer.alloc(32) }],
    ["another type of content", { typeTold: "1.2.840.113549.1.7.1" }],
  ])("does not hold where the signed attributes tell %s", (_what, wanted) => {
    expect(read(signedVoucher(voucherJson(domain.der), signer, wanted)).signature).toBe("invalid");
  });

  test("is unchecked without a signature, or without the certificate of whoever signed", () => {
    expect(read(signedVoucher(voucherJson(domain.der), signer, { signedBy: null }))).toMatchObject({
      signature: "unchecked",
      remarks: ["It is unsigned: devices refuse it."],
    });
    const others = { certificates: [domain.der] };
    expect(read(signedVoucher(voucherJson(domain.der), signer, others))).toMatchObject({
      signature: "unchecked",
      signers: [expect.objectContaining({ subject: "CN=domain.example.com" })],
      remarks: [expect.stringContaining("does not lie in it")],
    });
  });

  test("is unchecked where its kind is not known", () => {
    const unknown = { ...signer, signatureAlgorithm: "1.2.3.4" };
    expect(read(signedVoucher(voucherJson(domain.der), unknown))).toMatchObject({
      signature: "unchecked",
      remarks: ["Its kind of signature is not known here."],
    });
  });

  test("is by the first of those that lie in it", async () => {
    const leaf = await testCertificate(service);
    const certificates = [leaf.der, domain.der, service.der];
    const { signers, signature } = read(signedVoucher(voucherJson(domain.der), signer, { certificates }));
    expect([signature, signers.map(({ subject }) => subject)]).toEqual([
      "valid",
      ["CN=voucher service", "CN=device", "CN=domain.example.com"],
    ]);
  });

  test("over what is not marked as a voucher is told", () => {
    const other = read(
      signedVoucher(voucherJson(domain.der), signer, { contentType: "1.2.840.113549.1.7.1" }),
    );
    expect(other).toMatchObject({
      signature: "valid",
      remarks: [expect.stringContaining("not marked as a voucher")],
    });
  });
});

describe("what does not fit the standard is told", () => {
  test.each<[string, Record<string, unknown>, string]>([
    ["no serial number", { "serial-number": undefined }, "“serial-number” is missing"],
    ["a number as serial number", { "serial-number": 12 }, "“serial-number” is missing"],
    ["no certificate", { "pinned-domain-cert": undefined }, "“pinned-domain-cert” is missing"],
    [
      "a certificate that is none",
      { "pinned-domain-cert": "AAAA" },
      "The pinned certificate cannot be read.",
    ],
    ["an unknown assertion", { assertion: "guessed" }, "none of verified, logged and proximity"],
    ["no end and no nonce", { "expires-on": undefined }, "holds for ever"],
    ["an end and a nonce", { nonce: "AAECAwQFBgc=" }, "only one may be there"],
    ["a short nonce", { nonce: "AAEC", "expires-on": undefined }, "8 to 32 bytes"],
    ["a nonce that is none", { nonce: "~~~", "expires-on": undefined }, "8 to 32 bytes"],
    ["an end that is no date", { "expires-on": "soon" }, "“expires-on” cannot be read as a date"],
    [
      "an end behind the certificate's",
      { "expires-on": "2031-01-02T00:00:00Z" },
      "later than the certificate",
    ],
    [
      "a renewal without an end",
      { nonce: "AAECAwQFBgc=", "expires-on": undefined, "last-renewal-date": "2026-12-01T00:00:00Z" },
      "a last renewal date and no end",
    ],
    ["an unknown member", { "est-domain": "x" }, "“est-domain”"],
  ])("%s", (_what, changes, remark) => {
    expect(withLeaves(changes).remarks.join(" ")).toContain(remark);
  });

  test("a member that stands there twice", () => {
    const twice = voucherJson(domain.der).replace('"assertion":', '"serial-number":"JN0000000","assertion":');
    expect(read(signedVoucher(twice, signer)).remarks.join(" ")).toContain(
      "“serial-number” stands in it more than once",
    );
  });

  test("characters that could forge a line stay out", () => {
    const { serialNumber, remarks } = withLeaves({ "serial-number": "JN1\n\u202eX", "a\nb": 1 });
    expect(serialNumber).toBe("JN1 X");
    expect(remarks.join(" ")).not.toMatch(/[\n\u202e]/);
  });
});

describe("what is no voucher is a problem in words", () => {
  test.each([
    ["", "empty"],
    ["hello", "neither signed data"],
    ["{}", "no voucher"],
    ['{"ietf-voucher:voucher":[]}', "no voucher"],
    ['{"ietf-voucher-request:voucher":{}}', "no voucher"],
    ["{", "not JSON"],
    ["-----BEGIN CMS-----\n", "markers"],
    ["-----BEGIN CMS-----\n~~\n-----END CMS-----", "not valid base64"],
    ["-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", "another kind (CERTIFICATE)"],
  ])("%j", (input, words) => {
    expect(problemOf(input)).toContain(words);
  });

  test("a certificate, CMS of another kind, JSON that is none, and what is cut", () => {
    expect(problemOf(domain.der)).toContain("cannot be read as signed data");
    const other = Buffer.from(file);
    // signedData becomes envelopedData.
    other[other.indexOf(Buffer.from("2a864886f70d010702", "hex")) + 8] = 3;
    expect(problemOf(other)).toContain("another kind than signed data");
    expect(problemOf(signedVoucher("not json", signer))).toBe("Its content is not JSON.");
    expect(problemOf(signedVoucher(Buffer.from([0x7b, 0xff, 0x7d]), signer))).toBe(
      "Its content is not JSON.",
    );
    expect(problemOf(file.subarray(0, 400))).toContain("changed, cut or added to");
    expect(problemOf(Buffer.concat([file, file]))).toContain("changed, cut or added to");
  });

  test("something huge or deep is given up soon", () => {
    const deep = Array.from({ length: 5_000 }).reduce<Buffer>(nested, Buffer.from([0x05, 0x00]));
    const startedAt = performance.now();
    const huge = Buffer.alloc(300 * 1024, 0x81);
    huge[0] = 0x30;
    expect(problemOf(huge)).toContain("larger than the 256 KB");
    expect(problemOf("A".repeat(600 * 1024))).toContain("larger than the 256 KB");
    expect(problemOf(`{"a":${"[".repeat(120_000)}${"]".repeat(120_000)}}`)).toContain("no voucher");
    expect(problemOf(deep)).toContain("cannot be read as signed data");
    expect(performance.now() - startedAt).toBeLessThan(3_000);
  });

  test("nothing makes it throw", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => readVoucher(bytes) !== undefined));
    fc.assert(fc.property(fc.string({ maxLength: 400 }), (text) => readVoucher(text) !== undefined));
    fc.assert(
      fc.property(fc.nat(file.length - 1), fc.nat(255), (at, byte) => {
        const changed = Buffer.from(file);
        changed[at] = byte;
        const found = readVoucher(changed);
        // Whatever was changed about what is signed, it is not called valid.
        return "problem" in found || found.voucher.signature !== "valid" || saysTheSame(found.voucher);
      }),
      { numRuns: 500 },
    );
    // NULL in the place of what is signed.
    for (let at = file.length - 400; at < file.length; at += 1) {
      const changed = Buffer.from(file);
      changed[at] = 0x05;
      expect(readVoucher(changed)).toBeDefined();
    }
  }, 30_000);
});

/** What nobody has signed, such as certificates that lie beside, may differ. */
function saysTheSame({ signers: _signers, remarks: _remarks, ...said }: DecodedVoucher): boolean {
  const { signers, remarks, ...original } = read(file);
  return JSON.stringify(said) === JSON.stringify(original);
}

/** A SEQUENCE around it. */
function nested(inner: Buffer): Buffer {
  const { length } = inner;
  const head =
    length < 0x80 ? [0x30, length] : [0x30, 0x83, length >> 16, (length >> 8) & 0xff, length & 0xff];
  return Buffer.concat([Buffer.from(head), inner]);
}
