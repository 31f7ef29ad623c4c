import { createHash, createPrivateKey, type KeyObject, sign, webcrypto } from "node:crypto";
import {
  Attribute,
  CertificateChoices,
  CertificateSet,
  CMSVersion,
  ContentInfo,
  DigestAlgorithmIdentifier,
  DigestAlgorithmIdentifiers,
  EncapsulatedContent,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  id_contentType,
  id_messageDigest,
  id_signedData,
  MessageDigest,
  SignatureAlgorithmIdentifier,
  SignedData,
  SignerIdentifier,
  SignerInfo,
  SignerInfos,
} from "@peculiar/asn1-cms";
import {
  AsnArray,
  AsnConvert,
  AsnObjectIdentifierConverter,
  AsnType,
  AsnTypeTypes,
  OctetString,
} from "@peculiar/asn1-schema";
import { X509CertificateGenerator } from "./library";
import type { TestAuthority } from "./testing";

export const voucherContentType = "1.2.840.113549.1.9.16.1.40";
const sha256 = "2.16.840.1.101.3.4.2.1";
const sha512 = "2.16.840.1.101.3.4.2.3";

/** What is signed: a SET OF, not the [0] that it travels in (RFC 5652 §5.4). */
class AttributeSet extends AsnArray<Attribute> {}
AsnType({ type: AsnTypeTypes.Set, itemType: Attribute })(AttributeSet);

/** A voucher's JSON with the leaves that each needs; undefined leaves one out. */
export function voucherJson(pinned: Buffer, changes: Record<string, unknown> = {}): string {
  const voucher = {
    "created-on": "2026-11-22T10:00:00.000Z",
    "expires-on": "2027-01-31T00:00:00.000Z",
    assertion: "verified",
    "serial-number": "JN1234ABC",
    "pinned-domain-cert": pinned.toString("base64"),
    ...changes,
  };
  return JSON.stringify({ "ietf-voucher:voucher": voucher });
}

export interface TestSigner {
  der: Buffer;
  privateKey: KeyObject;
  signatureAlgorithm: string;
  digestAlgorithm: string;
}

/** Of an authority, whose key is RSA or EC. */
export async function signerOf({ keys, der, algorithm }: TestAuthority): Promise<TestSigner> {
  return {
    der,
    privateKey: await privateKeyOf(keys),
    // rsaEncryption, as OpenSSL writes it, or ecdsa-with-SHA256.
    signatureAlgorithm: algorithm.name.startsWith("RSA") ? "1.2.840.113549.1.1.1" : "1.2.840.10045.4.3.2",
    digestAlgorithm: sha256,
  };
}

async function privateKeyOf({ privateKey }: CryptoKeyPair): Promise<KeyObject> {
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey("pkcs8", privateKey));
  return createPrivateKey({ key: pkcs8, format: "der", type: "pkcs8" });
}

/** One with an Ed25519 key (RFC 8419). */
export async function ed25519Signer(): Promise<TestSigner> {
  const keys = (await webcrypto.subtle.generateKey("Ed25519", true, ["sign", "verify"])) as CryptoKeyPair;
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: "CN=ed25519.example.com",
    keys,
    serialNumber: "0e01",
    notBefore: new Date("2026-01-01T00:00:00Z"),
    notAfter: new Date("2031-01-01T00:00:00Z"),
    signingAlgorithm: { name: "Ed25519" },
  });
  const der = Buffer.from(certificate.rawData);
  return {
    der,
    privateKey: await privateKeyOf(keys),
    signatureAlgorithm: "1.3.101.112",
    digestAlgorithm: sha512,
  };
}

export interface TestVoucher {
  contentType?: string;
  /** What the signed attributes say, where that is to be wrong. */
  digested?: Buffer;
  typeTold?: string;
  /** Signs the content itself, without attributes. */
  bare?: boolean;
  certificates?: readonly Buffer[];
  signedBy?: TestSigner | null;
}

/** Signed data around a content, as RFC 8366 §5.4 has it unless said otherwise. */
export function signedVoucher(
  content: string | Buffer,
  signer: TestSigner,
  wanted: TestVoucher = {},
): Buffer {
  const bytes = Buffer.from(content);
  const { contentType = voucherContentType, certificates = [signer.der], signedBy = signer } = wanted;
  const digestAlgorithm = new DigestAlgorithmIdentifier({ algorithm: signer.digestAlgorithm });
  const signedData = new SignedData({
    version: CMSVersion.v3,
    digestAlgorithms: new DigestAlgorithmIdentifiers([digestAlgorithm]),
    encapContentInfo: new EncapsulatedContentInfo({
      eContentType: contentType,
      eContent: new EncapsulatedContent({ single: new OctetString(bytes) }),
    }),
    certificates: new CertificateSet(certificates.map((der) => AsnConvert.parse(der, CertificateChoices))),
    signerInfos: new SignerInfos(
      signedBy === null ? [] : [signerInfo(bytes, signedBy, { contentType, ...wanted })],
    ),
  });
  const content_ = AsnConvert.serialize(signedData);
  return Buffer.from(
    AsnConvert.serialize(new ContentInfo({ contentType: id_signedData, content: content_ })),
  );
}

function signerInfo(
  content: Buffer,
  { der, privateKey, signatureAlgorithm, digestAlgorithm }: TestSigner,
  { contentType = voucherContentType, typeTold = contentType, digested, bare = false }: TestVoucher,
): SignerInfo {
  const hash = digestAlgorithm === sha512 ? "sha512" : "sha256";
  const digest = digested ?? createHash(hash).update(content).digest();
  const attributes = [
    new Attribute({
      attrType: id_contentType,
      attrValues: [AsnObjectIdentifierConverter.toASN(typeTold).toBER(false)],
    }),
    new Attribute({
      attrType: id_messageDigest,
      attrValues: [AsnConvert.serialize(new MessageDigest(digest))],
    }),
  ];
  const signed = bare ? content : Buffer.from(AsnConvert.serialize(new AttributeSet(attributes)));
  const certificate = AsnConvert.parse(der, CertificateChoices).certificate;
  if (certificate === undefined) throw new Error("the signer has no certificate");
  const { issuer, serialNumber } = certificate.tbsCertificate;
  const named = new IssuerAndSerialNumber({ issuer, serialNumber });
  return new SignerInfo({
    version: CMSVersion.v1,
    sid: new SignerIdentifier({ issuerAndSerialNumber: named }),
    digestAlgorithm: new DigestAlgorithmIdentifier({ algorithm: digestAlgorithm }),
    ...(bare ? {} : { signedAttrs: attributes }),
    signatureAlgorithm: new SignatureAlgorithmIdentifier({ algorithm: signatureAlgorithm }),
    signature: new OctetString(
      sign(privateKey.asymmetricKeyType === "ed25519" ? null : hash, signed, privateKey),
    ),
  });
}
