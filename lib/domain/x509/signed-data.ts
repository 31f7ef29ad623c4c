import "server-only";
// The decorators of the library need their metadata first.
import "reflect-metadata";
import {
  CertificateChoices,
  ContentInfo,
  id_signedData,
  SignedData,
  type SignerInfo,
} from "@peculiar/asn1-cms";
import { AsnConvert } from "@peculiar/asn1-schema";
import { type DerElement, derElements } from "./der-elements";

/** An ordinary voucher has about 400 nodes. */
const parseLimits = { berOptions: { maxDepth: 40, maxNodes: 20_000 } };

const sequenceTag = 0x30;
const setTag = 0x31;
/** `certificates [0] IMPLICIT` of signed data, `signedAttrs [0] IMPLICIT` of a signer. */
const implicitTag = 0xa0;
const certificatesMax = 20;

export interface Signer {
  info: SignerInfo;
  /** What it has signed, where that is not the content itself; as it is signed: a SET, not the [0] that it travels in. */
  attributes: Buffer<ArrayBuffer> | undefined;
}

/** What is signed, and by whom (CMS, RFC 5652 §5). */
export interface OpenedSignedData {
  contentType: string;
  content: Buffer<ArrayBuffer>;
  signers: readonly Signer[];
  /** Those that lie in it, byte by byte as they came. */
  certificates: Buffer<ArrayBuffer>[];
}

/**
 * Opens signed data in DER. Checks no signature. Never throws: what cannot be read is a problem, in a sentence that
 * never repeats the input.
 */
export function openSignedData(der: Buffer<ArrayBuffer>): OpenedSignedData | { problem: string } {
  try {
    const [whole, ...behind] = derElements(der) ?? [];
    if (whole?.tag !== sequenceTag || behind.length > 0) {
      return { problem: "It is not signed data in DER: it was changed, cut or added to." };
    }
    const { contentType, content } = AsnConvert.parse(der, ContentInfo, parseLimits);
    if (contentType !== id_signedData) return { problem: "It is CMS of another kind than signed data." };
    const signed = AsnConvert.parse(content, SignedData, parseLimits);
    const { eContentType, eContent } = signed.encapContentInfo;
    if (eContent?.single === undefined) return { problem: "Its signed data has no content." };
    const members = inside(derElements(Buffer.from(content))?.[0]);
    const signers = inside(members.at(-1));
    return {
      contentType: eContentType,
      content: Buffer.from(eContent.single.buffer),
      signers: [...signed.signerInfos].map((info, index) => ({
        info,
        attributes: attributesIn(signers[index]),
      })),
      certificates: certificatesIn(members),
    };
  } catch {
    // The library's words are about bytes and help nobody.
    return { problem: "It cannot be read as signed data (CMS)." };
  }
}

/** The elements in a constructed one; none where there are none or they are not DER. */
function inside(element: DerElement | undefined): DerElement[] {
  return (element && derElements(element.content)) ?? [];
}

function attributesIn(signerInfo: DerElement | undefined): Buffer<ArrayBuffer> | undefined {
  const attributes = inside(signerInfo).find(({ tag }) => tag === implicitTag);
  return attributes && Buffer.concat([Buffer.of(setTag), attributes.bytes.subarray(1)]);
}

function certificatesIn(signedData: readonly DerElement[]): Buffer<ArrayBuffer>[] {
  return inside(signedData.find(({ tag }) => tag === implicitTag))
    .filter(({ tag }) => tag === sequenceTag)
    .slice(0, certificatesMax)
    .map(({ bytes }) => Buffer.from(bytes));
}

/** Whether a certificate is the one that a signer names (RFC 5652 §5.3). */
export function isNamedBy({ sid }: SignerInfo, certificateDer: Buffer): boolean {
  try {
    const { certificate } = AsnConvert.parse(certificateDer, CertificateChoices, parseLimits);
    if (certificate === undefined) return false;
    const { issuer, serialNumber, extensions } = certificate.tbsCertificate;
    if (sid.issuerAndSerialNumber !== undefined) {
      const named = sid.issuerAndSerialNumber;
      return isSame(named.serialNumber, serialNumber) && isSame(serialized(named.issuer), serialized(issuer));
    }
    const keyId = extensions?.find(({ extnID }) => extnID === subjectKeyId);
    if (keyId === undefined || sid.subjectKeyIdentifier === undefined) return false;
    const [octets] = derElements(Buffer.from(keyId.extnValue.buffer)) ?? [];
    return octets !== undefined && isSame(octets.content, sid.subjectKeyIdentifier.buffer);
  } catch {
    return false;
  }
}

const subjectKeyId = "2.5.29.14";
const serialized = (value: unknown) => AsnConvert.serialize(value);

function isSame(one: ArrayBuffer | Buffer, other: ArrayBuffer | Buffer): boolean {
  return Buffer.from(one as ArrayBuffer).equals(Buffer.from(other as ArrayBuffer));
}
