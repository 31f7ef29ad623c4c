import "reflect-metadata";
import { createHash, verify, X509Certificate } from "node:crypto";
import { type CertificateChoices, ContentInfo, SignedData } from "@peculiar/asn1-cms";
import { AsnConvert } from "@peculiar/asn1-schema";
import { X509CertificateGenerator } from "@peculiar/x509";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { DAY_MS } from "../kit/clock";
import { START_MS } from "../test-support";
import { type SignedInJuniper, signedInJuniper, verdict } from "./test-support";

const voucherAnswer = z.looseObject({
  voucher: z.strictObject({
    voucherId: z.string(),
    serialNumber: z.string(),
    ssrn: z.string(),
    createdOn: z.iso.datetime(),
    expiresOn: z.iso.datetime(),
    assertion: z.literal("verified"),
    pinnedDomainCertSha256: z.string(),
    status: z.string(),
    voucherFile: z.strictObject({
      fileName: z.string(),
      mediaType: z.literal("application/voucher-cms+json"),
      contentBase64: z.base64(),
    }),
  }),
});

const serialNumber = "JN0001VCH";
const expirationDate = new Date(START_MS + 90 * DAY_MS).toISOString();
const voucherJson = "1.2.840.113549.1.9.16.1.40";

let juniper: SignedInJuniper;
let ssrn: string;
let pinned: Buffer;
beforeEach(async () => {
  juniper = await signedInJuniper();
  pinned = await domainCertificate();
  const { entitlements } = await juniper.query({ entitlementType: "VOUCHER" });
  ssrn = entitlements.find(({ quantity }) => quantity.total === 100)?.ssrn ?? "";
});
afterEach(() => juniper.stop());

/** A self-signed one that ends after 180 days, in DER. */
async function domainCertificate(): Promise<Buffer> {
  const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: "CN=domain.example.com",
    notBefore: new Date(START_MS - DAY_MS),
    notAfter: new Date(START_MS + 180 * DAY_MS),
    signingAlgorithm: algorithm,
    keys: await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]),
  });
  return Buffer.from(certificate.rawData);
}

const generate = (fields: object = {}) =>
  juniper.call("generateVoucher", {
    ssrn,
    serialNumber,
    expirationDate,
    pinnedDomainCert: pinned.toString("base64"),
    ...fields,
  });
const revoke = (fields: object = {}) =>
  juniper.call("revoke", { revokeType: "VOUCHER", ssrn, serialNumber, ...fields });

describe("generating a voucher", () => {
  it("takes one and describes the file", async () => {
    const { voucher } = voucherAnswer.parse((await generate()).json());
    expect(voucher).toMatchObject({
      serialNumber,
      ssrn,
      createdOn: new Date(START_MS).toISOString(),
      expiresOn: expirationDate,
      pinnedDomainCertSha256: createHash("sha256").update(pinned).digest("hex"),
      status: "ISSUED",
      voucherFile: { fileName: `${serialNumber}.vcj` },
    });
    const { quantity, activations } = await juniper.entitlement(ssrn);
    expect(quantity).toEqual({ total: 100, activated: 4, available: 96 });
    expect(activations.at(-1)).toMatchObject({
      activationId: voucher.voucherId,
      serialNumber,
      status: "ISSUED",
    });
  });

  it("signs the file as RFC 8366 has it, by its own test CA", async () => {
    const { voucher } = voucherAnswer.parse((await generate()).json());
    const info = AsnConvert.parse(Buffer.from(voucher.voucherFile.contentBase64, "base64"), ContentInfo);
    expect(info.contentType).toBe("1.2.840.113549.1.7.2");
    const signedData = AsnConvert.parse(info.content, SignedData);
    expect([signedData.version, signedData.encapContentInfo.eContentType]).toEqual([3, voucherJson]);
    const content = Buffer.from(signedData.encapContentInfo.eContent?.single?.buffer ?? new ArrayBuffer());
    expect(JSON.parse(content.toString("utf8"))).toEqual({
      "ietf-voucher:voucher": {
        "created-on": new Date(START_MS).toISOString(),
        "expires-on": expirationDate,
        assertion: "verified",
        "serial-number": serialNumber,
        "pinned-domain-cert": pinned.toString("base64"),
        "domain-cert-revocation-checks": false,
      },
    });

    const [signer] = signedData.signerInfos;
    const attributes = new Map(
      signer?.signedAttrs?.map(({ attrType, attrValues }) => [attrType, attrValues[0]]),
    );
    const digest = createHash("sha256").update(content).digest();
    // A DER OCTET STRING of 32 bytes.
    expect(Buffer.from(attributes.get("1.2.840.113549.1.9.4") ?? new ArrayBuffer())).toEqual(
      Buffer.concat([Buffer.of(0x04, 32), digest]),
    );

    const chain = [...(signedData.certificates ?? [])].map(
      (choice: CertificateChoices) => new X509Certificate(Buffer.from(AsnConvert.serialize(choice))),
    );
    const authority = new X509Certificate(await juniper.controls.voucherAuthorityPem());
    const leaf = chain.find(({ ca }) => !ca);
    expect(chain.some(({ fingerprint256 }) => fingerprint256 === authority.fingerprint256)).toBe(true);
    expect([authority.ca, leaf?.verify(authority.publicKey)]).toEqual([true, true]);

    // What is signed is the SET OF itself, not the [0] in front of it (RFC 5652 §5.4).
    const members = Buffer.concat(
      signer?.signedAttrs?.map((each) => Buffer.from(AsnConvert.serialize(each))) ?? [],
    );
    expect(members.length).toBeLessThan(0x80);
    const signedSet = Buffer.concat([Buffer.of(0x31, members.length), members]);
    const signature = Buffer.from(signer?.signature.buffer ?? new ArrayBuffer());
    const key = leaf?.publicKey ?? authority.publicKey;
    expect(verify("sha256", signedSet, key, signature)).toBe(true);
    expect(verify("sha256", Buffer.concat([signedSet, Buffer.of(0)]), key, signature)).toBe(false);
  });

  it("lets the voucher last as long as the certificate it pins, and no longer", async () => {
    const end = new X509Certificate(pinned).validToDate;
    expect((await generate({ expirationDate: end.toISOString() })).status).toBe(200);
    const later = new Date(end.getTime() + 1_000).toISOString();
    const other = { serialNumber: "JN0002VCH", expirationDate: later };
    expect(verdict(await generate(other))).toEqual([400, "400", "SIM-408"]);
  });

  it.each([
    ["a certificate that is none", { pinnedDomainCert: "MIIB" }, "SIM-407"],
    ["a certificate in PEM", { pinnedDomainCert: "-----BEGIN CERTIFICATE-----" }, "SIM-407"],
    ["a day in the past", { expirationDate: "2026-03-02T07:59:59.000Z" }, "SIM-408"],
    ["a day that is none", { expirationDate: "soon" }, "SIM-400"],
    ["a device without an identity of its own", { serialNumber: "EX0001OLD" }, "SIM-409"],
    ["an unknown SSRN", { ssrn: "1" }, "SIM-402"],
    ["a subscription", { ssrn: "152115129000" }, "SIM-412"],
    ["no serial number", { serialNumber: undefined }, "SIM-400"],
  ])("refuses %s", async (_, fields, code) => {
    expect(verdict(await generate(fields))).toEqual([400, "400", code]);
  });

  it("refuses a second one for the same device, and one too many", async () => {
    await generate();
    expect(verdict(await generate())).toEqual([400, "400", "SIM-406"]);
    const { entitlements } = await juniper.query({ entitlementType: "VOUCHER" });
    const used = await juniper.everyEntitlement();
    const exhausted = [...entitlements, ...used].find(
      ({ entitlementType, quantity }) => entitlementType === "VOUCHER" && quantity.available === 0,
    );
    expect(verdict(await generate({ ssrn: exhausted?.ssrn }))).toEqual([400, "400", "SIM-404"]);
  });
});

describe("revoking a voucher", () => {
  it("gives one back, and refuses it a second time", async () => {
    const { voucherId } = voucherAnswer.parse((await generate()).json()).voucher;
    expect((await revoke({ voucherId })).json()).toMatchObject({
      revocation: { revokeType: "VOUCHER", quantityReturned: 1 },
    });
    const { quantity, activations } = await juniper.entitlement(ssrn);
    expect([quantity.available, activations.at(-1)?.status]).toEqual([97, "REVOKED"]);
    expect(verdict(await revoke())).toEqual([400, "400", "SIM-411"]);
    expect((await generate()).status).toBe(200);
  });

  it("has nothing to take back once the voucher has ended by itself", async () => {
    await generate();
    juniper.clock.advance(90 * DAY_MS);
    juniper.headers.authorization = `Bearer ${await juniper.newToken()}`;
    expect((await juniper.entitlement(ssrn)).activations.at(-1)?.status).toBe("EXPIRED");
    expect(verdict(await revoke())).toEqual([400, "400", "SIM-410"]);
  });
});
