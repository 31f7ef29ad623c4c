import { createHash, sign, type X509Certificate } from "node:crypto";
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
  id_signingTime,
  MessageDigest,
  SignatureAlgorithmIdentifier,
  SignedData,
  SignerIdentifier,
  SignerInfo,
  SignerInfos,
  SigningTime,
} from "@peculiar/asn1-cms";
import {
  AsnArray,
  AsnConvert,
  AsnObjectIdentifierConverter,
  AsnType,
  AsnTypeTypes,
  OctetString,
} from "@peculiar/asn1-schema";
import type { VoucherSigner } from "./authorities";

/** id-ct-animaJSONVoucher (RFC 8366 §5.4). */
const VOUCHER_JSON = "1.2.840.113549.1.9.16.1.40";
const SHA_256 = "2.16.840.1.101.3.4.2.1";
const ECDSA_WITH_SHA_256 = "1.2.840.10045.4.3.2";

export interface VoucherContent {
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
  readonly serialNumber: string;
  readonly pinnedDomainCert: X509Certificate;
}

/** The attributes as they are signed: a SET OF, not the [0] they travel in (RFC 5652 §5.4). */
class SignedAttributeSet extends AsnArray<Attribute> {}
AsnType({ type: AsnTypeTypes.Set, itemType: Attribute })(SignedAttributeSet);

/** The voucher as CMS signed data in DER, `application/voucher-cms+json` (RFC 8366 §5.4, RFC 5652 §5). */
export async function makeVoucherArtifact(signer: VoucherSigner, voucher: VoucherContent): Promise<Buffer> {
  const content = Buffer.from(JSON.stringify(voucherJson(voucher)));
  const signedAttrs = signedAttributes(content, voucher.createdAtMs);
  const signed = Buffer.from(AsnConvert.serialize(new SignedAttributeSet(signedAttrs)));
  const chain = [signer.certificate, signer.authority].map(({ rawData }) =>
    AsnConvert.parse(rawData, CertificateChoices),
  );
  const digestAlgorithm = new DigestAlgorithmIdentifier({ algorithm: SHA_256 });
  const signedData = new SignedData({
    // 3, since the content is of a type of its own (RFC 5652 §5.1).
    version: CMSVersion.v3,
    digestAlgorithms: new DigestAlgorithmIdentifiers([digestAlgorithm]),
    encapContentInfo: new EncapsulatedContentInfo({
      eContentType: VOUCHER_JSON,
      eContent: new EncapsulatedContent({ single: new OctetString(content) }),
    }),
    certificates: new CertificateSet(sorted(chain)),
    signerInfos: new SignerInfos([
      new SignerInfo({
        version: CMSVersion.v1,
        sid: signerIdentifier(chain[0]),
        digestAlgorithm,
        signedAttrs,
        signatureAlgorithm: new SignatureAlgorithmIdentifier({ algorithm: ECDSA_WITH_SHA_256 }),
        signature: new OctetString(sign("sha256", signed, signer.privateKey)),
      }),
    ]),
  });
  return Buffer.from(
    AsnConvert.serialize(
      new ContentInfo({ contentType: id_signedData, content: AsnConvert.serialize(signedData) }),
    ),
  );
}

function voucherJson({ createdAtMs, expiresAtMs, serialNumber, pinnedDomainCert }: VoucherContent) {
  return {
    "ietf-voucher:voucher": {
      "created-on": new Date(createdAtMs).toISOString(),
      "expires-on": new Date(expiresAtMs).toISOString(),
      assertion: "verified",
      "serial-number": serialNumber,
      "pinned-domain-cert": pinnedDomainCert.raw.toString("base64"),
      "domain-cert-revocation-checks": false,
    },
  };
}

function signedAttributes(content: Buffer, signedAtMs: number): Attribute[] {
  const contentType = AsnObjectIdentifierConverter.toASN(VOUCHER_JSON).toBER(false);
  const messageDigest = AsnConvert.serialize(
    new MessageDigest(createHash("sha256").update(content).digest()),
  );
  const signingTime = AsnConvert.serialize(new SigningTime(new Date(signedAtMs)));
  return sorted([
    new Attribute({ attrType: id_contentType, attrValues: [contentType] }),
    new Attribute({ attrType: id_messageDigest, attrValues: [messageDigest] }),
    new Attribute({ attrType: id_signingTime, attrValues: [signingTime] }),
  ]);
}

function signerIdentifier(signer: CertificateChoices | undefined): SignerIdentifier {
  const certificate = signer?.certificate;
  if (certificate === undefined) throw new Error("the signer has no certificate");
  const { issuer, serialNumber } = certificate.tbsCertificate;
  return new SignerIdentifier({ issuerAndSerialNumber: new IssuerAndSerialNumber({ issuer, serialNumber }) });
}

/** DER wants the members of a SET OF in the order of their bytes (X.690 §11.6). */
function sorted<Member>(members: readonly Member[]): Member[] {
  return members
    .map((member) => ({ member, bytes: Buffer.from(AsnConvert.serialize(member)) }))
    .toSorted((left, right) => Buffer.compare(left.bytes, right.bytes))
    .map(({ member }) => member);
}
