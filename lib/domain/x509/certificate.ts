import "server-only";
import { createHash } from "node:crypto";
import { type ParsedCertificate, parsedCertificate } from "@/lib/contract/root-cas";
import { algorithmWords, keyWords } from "./algorithm-words";
import { derOf } from "./encodings";
import { X509Certificate } from "./library";
import { printable } from "./printable";
import { serialNumberText } from "./serial-numbers";

const expected = { labels: ["CERTIFICATE", "X509 CERTIFICATE"], noun: "certificate", bytesMax: 64 * 1024 };

/** An ordinary certificate has about 80 nodes; reading 4,000 takes about 20 ms. */
const parseLimits = { berOptions: { maxDepth: 32, maxNodes: 4_000 } };

/** At most 20 bytes (RFC 5280 §4.1.2.2); some authorities took a few more. */
const serialNumberDigitsMax = 64;

export interface ReadCertificate {
  /** Null when it cannot be read; then there is a problem. */
  certificate: ParsedCertificate | null;
  problem: string | null;
}

/** A certificate for those who check signatures with its key, and what to show of it. */
export interface OpenedCertificate {
  x509: X509Certificate;
  certificate: ParsedCertificate;
}

/**
 * A certificate (RFC 5280 §4.1) from PEM, base64 or DER, of a chain the first one. Never throws: what cannot be read is a
 * problem, in a sentence that never repeats the input.
 */
export function readCertificate(input: string | Uint8Array): ReadCertificate {
  const opened = openCertificate(input);
  return "problem" in opened
    ? { certificate: null, problem: opened.problem }
    : { certificate: opened.certificate, problem: null };
}

/** The same for more than showing. Never throws. */
export function openCertificate(input: string | Uint8Array): OpenedCertificate | { problem: string } {
  const decoded = derOf(input, expected);
  if ("problem" in decoded) return decoded;
  const { der } = decoded;
  try {
    const x509 = new X509Certificate(der, parseLimits);
    const serialNumber = serialNumberText(x509.serialNumber);
    if (serialNumber.length > serialNumberDigitsMax) {
      return { problem: "Its serial number is longer than a certificate's can be." };
    }
    const read = parsedCertificate.safeParse({
      subject: printable(x509.subject),
      issuer: printable(x509.issuer),
      serialNumber,
      notBefore: x509.notBefore.toISOString(),
      notAfter: x509.notAfter.toISOString(),
      fingerprintSha256: createHash("sha256").update(der).digest("hex"),
      key: keyWords(x509.publicKey.algorithm),
      signatureAlgorithm: algorithmWords(x509.signatureAlgorithm),
    });
    if (read.success) return { x509, certificate: read.data };
  } catch {
    // The library found what is no certificate; its words are about bytes and help nobody.
  }
  return { problem: "It cannot be read as a certificate (X.509)." };
}

/** Whether an authority's key has signed a certificate; undefined when its kind of signature cannot be checked here. */
export async function isSignedBy(
  { x509 }: OpenedCertificate,
  authority: OpenedCertificate,
): Promise<boolean | undefined> {
  try {
    return await x509.verify({ publicKey: authority.x509.publicKey, signatureOnly: true });
  } catch {
    return undefined;
  }
}
