import "server-only";
import { constants, createHash, type KeyObject, verify, X509Certificate } from "node:crypto";
import { id_contentType, id_messageDigest, type SignerInfo } from "@peculiar/asn1-cms";
import { derElements } from "./der-elements";
import type { OpenedSignedData, Signer } from "./signed-data";

/** Digests by their numbers (RFC 5754 §2, RFC 3370 §2.1). */
const digests: Readonly<Record<string, string>> = {
  "1.3.14.3.2.26": "sha1",
  "2.16.840.1.101.3.4.2.1": "sha256",
  "2.16.840.1.101.3.4.2.2": "sha384",
  "2.16.840.1.101.3.4.2.3": "sha512",
};

/** Signatures by their numbers: the digest they name, or the signer's (RFC 5754 §3, RFC 4056, RFC 8419). */
const signatures: Readonly<Record<string, { digest?: string | null; pss?: true }>> = {
  "1.2.840.113549.1.1.1": {},
  "1.2.840.113549.1.1.5": { digest: "sha1" },
  "1.2.840.113549.1.1.11": { digest: "sha256" },
  "1.2.840.113549.1.1.12": { digest: "sha384" },
  "1.2.840.113549.1.1.13": { digest: "sha512" },
  "1.2.840.113549.1.1.10": { pss: true },
  "1.2.840.10045.4.1": { digest: "sha1" },
  "1.2.840.10045.4.3.2": { digest: "sha256" },
  "1.2.840.10045.4.3.3": { digest: "sha384" },
  "1.2.840.10045.4.3.4": { digest: "sha512" },
  // Ed25519 and Ed448 digest by themselves.
  "1.3.101.112": { digest: null },
  "1.3.101.113": { digest: null },
};

const octetStringTag = 0x04;
const objectIdentifierTag = 0x06;

export interface CheckedSignature {
  signature: "valid" | "invalid" | "unchecked";
  remarks: string[];
}

/**
 * Checks a signature over signed data with the key of the certificate that the signer names (RFC 5652 §5.4). Says
 * nothing about whom to trust. Never throws.
 */
export function checkSignature(
  { content, contentType }: Pick<OpenedSignedData, "content" | "contentType">,
  { info, attributes }: Signer,
  certificateDer: Buffer,
): CheckedSignature {
  const digest = digests[info.digestAlgorithm.algorithm];
  const kind = signatures[info.signatureAlgorithm.algorithm];
  if (digest === undefined || kind === undefined)
    return unchecked("Its kind of signature is not known here.");
  try {
    if (info.signedAttrs !== undefined && !namesContent(info, { content, contentType, digest })) {
      return invalid("What its signer has signed does not belong to its content.");
    }
    const signed = info.signedAttrs === undefined ? content : attributes;
    if (signed === undefined) return unchecked("What its signer has signed is not written as DER.");
    const key = new X509Certificate(certificateDer).publicKey;
    const used = kind.digest === undefined ? digest : kind.digest;
    const isValid = verify(used, signed, withPadding(key, kind), Buffer.from(info.signature.buffer));
    if (!isValid)
      return invalid("The signature does not fit: the file was changed, or somebody else has signed it.");
    const isWeak = digest === "sha1" || used === "sha1";
    return { signature: "valid", remarks: isWeak ? ["It is signed with SHA-1, which can be forged."] : [] };
  } catch {
    return unchecked("The signature, or the key of whoever signed it, cannot be used here.");
  }
}

/** Whether signed attributes are about this content: by its digest and its type (RFC 5652 §5.6, §11). */
function namesContent(
  info: SignerInfo,
  { content, contentType, digest }: { content: Buffer; contentType: string; digest: string },
): boolean {
  const [told, type] = [attribute(info, id_messageDigest), attribute(info, id_contentType)];
  const digested = createHash(digest).update(content).digest();
  return (
    told?.tag === octetStringTag &&
    told.content.equals(digested) &&
    type?.tag === objectIdentifierTag &&
    objectIdentifier(type.content) === contentType
  );
}

const unchecked = (remark: string): CheckedSignature => ({ signature: "unchecked", remarks: [remark] });
const invalid = (remark: string): CheckedSignature => ({
  signature: "invalid",
  remarks: [remark, "Do not hand it out."],
});

function withPadding(key: KeyObject, { pss }: { pss?: true }) {
  return pss
    ? { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO }
    : { key };
}

/** The one value of an attribute that stands there once (RFC 5652 §11). */
function attribute({ signedAttrs = [] }: SignerInfo, id: string) {
  const [found, ...others] = signedAttrs.filter(({ attrType }) => attrType === id);
  const [value, ...more] = found?.attrValues ?? [];
  // The library gives null for what is NULL.
  if (!value || others.length + more.length > 0) return undefined;
  const [element, ...behind] = derElements(Buffer.from(value)) ?? [];
  return behind.length === 0 ? element : undefined;
}

/** The number in dots (X.690 §8.19). */
function objectIdentifier(content: Buffer): string {
  const parts: number[] = [];
  let part = 0;
  for (const byte of content) {
    part = part * 0x80 + (byte & 0x7f);
    if (byte >= 0x80) continue;
    if (parts.length === 0) {
      const first = Math.min(2, Math.floor(part / 40));
      parts.push(first, part - first * 40);
    } else parts.push(part);
    part = 0;
  }
  return parts.join(".");
}
