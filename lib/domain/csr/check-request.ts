import "server-only";
import { createHash } from "node:crypto";
import { isFramed } from "./der-frame";
import { Pkcs10CertificateRequest } from "./x509";

/** A certificate signing request and what there is to say about it. */
export interface CheckedRequest {
  /** Such as "CN=meter-1, O=Example"; null when it cannot be read. */
  subject: string | null;
  commonName: string | null;
  /** Such as "EC P-256" or "RSA 2048"; null when it cannot be read. */
  key: string | null;
  /** SHA-256 of the public key, in base64; null when it cannot be read. */
  keyFingerprint: string | null;
  /** Why the vendor would refuse it; empty when nothing was found. */
  problems: string[];
}

/** Below this no public authority signs any more (CA/Browser Forum Baseline Requirements §6.1.5). */
const rsaBitsMin = 2048;
/** RFC 5280 appendix A.1, ub-common-name. */
const commonNameCharactersMax = 64;
const subjectCharactersShown = 256;

/** An ordinary request has about 30 nodes, however long its lists of names; reading 2,000 takes about 5 ms. */
const parseLimits = { berOptions: { maxDepth: 32, maxNodes: 2_000 } };
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

const hashes: readonly string[] = ["SHA-1", "SHA-256", "SHA-384", "SHA-512"];
const curves: readonly string[] = ["P-256", "P-384", "P-521"];

/**
 * Checks one request: PKCS#10 (RFC 2986), signed by its own key, a key of a known kind and sufficient size, a common
 * name. Never throws: what cannot be read is a problem of the request.
 * @param body the base64 between the markers, without blanks
 */
export async function checkRequest(body: string): Promise<CheckedRequest> {
  const request = parse(body);
  if (typeof request === "string") return unreadable(request);
  const key = keyOf(request);
  const commonName = commonNameOf(request);
  const problems = [
    ...commonNameProblems(commonName),
    ...keyProblems(key),
    ...(await signatureProblems(request, key)),
  ];
  return {
    subject: printable(request.subject),
    commonName,
    key: key.name,
    keyFingerprint: createHash("sha256").update(Buffer.from(request.publicKey.rawData)).digest("base64"),
    problems,
  };
}

function unreadable(problem: string): CheckedRequest {
  return { subject: null, commonName: null, key: null, keyFingerprint: null, problems: [problem] };
}

/** The request, or why it cannot be read. */
function parse(body: string): Pkcs10CertificateRequest | string {
  if (body === "") return "It is empty.";
  if (!base64.test(body)) return "It is not valid base64: something in it was changed or cut.";
  try {
    const der = Buffer.from(body, "base64");
    const request = new Pkcs10CertificateRequest(der, parseLimits);
    // Parsed on first use: from here on nothing of it can fail.
    request.publicKey.algorithm;
    request.subject;
    return isFramed(der) ? request : "Its outer structure is damaged: it was changed, cut or added to.";
  } catch {
    return "It cannot be read as a certificate signing request (PKCS#10).";
  }
}

interface Key {
  name: string;
  bits: number | undefined;
  /** Whether its signatures can be checked here. */
  known: boolean;
}

function keyOf(request: Pkcs10CertificateRequest): Key {
  const algorithm: { name: string; namedCurve?: string; modulusLength?: number } =
    request.publicKey.algorithm;
  const { name, namedCurve, modulusLength } = algorithm;
  if (name === "ECDSA" && namedCurve !== undefined) {
    return { name: `EC ${namedCurve}`, bits: undefined, known: curves.includes(namedCurve) };
  }
  if (name === "RSASSA-PKCS1-v1_5" && modulusLength !== undefined) {
    return { name: `RSA ${modulusLength}`, bits: modulusLength, known: true };
  }
  return { name, bits: undefined, known: name === "Ed25519" };
}

function keyProblems({ name, bits, known }: Key): string[] {
  if (!known) return [`Its kind of key (${name}) is not one that can be ordered: use RSA or EC P-256.`];
  if (bits !== undefined && bits < rsaBitsMin)
    return [`Its RSA key of ${bits} bits is weak: ${rsaBitsMin} are the least.`];
  return [];
}

async function signatureProblems(request: Pkcs10CertificateRequest, key: Key): Promise<string[]> {
  if (!key.known) return [];
  const { name, hash }: { name: string; hash?: { name: string } } = request.signatureAlgorithm;
  if (name !== "Ed25519" && !hashes.includes(hash?.name ?? "")) {
    return [`Its kind of signature (${hash?.name ?? name}) is unknown or out of use: use SHA-256.`];
  }
  const sound = await request.verify().catch(() => false);
  return sound
    ? []
    : ["Its signature does not fit: it was changed, or signed with another key than its own."];
}

function commonNameOf(request: Pkcs10CertificateRequest): string | null {
  return request.subjectName.getField("CN").find((name) => name.trim() !== "") ?? null;
}

function commonNameProblems(commonName: string | null): string[] {
  if (commonName === null) return ["Its subject has no common name."];
  if (commonName.length <= commonNameCharactersMax) return [];
  return [
    `Its common name has ${commonName.length} characters; a certificate allows ${commonNameCharactersMax}.`,
  ];
}

/** Names come from strangers: without what could forge a line or turn the writing around, and not endless. */
function printable(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ");
  return line.length > subjectCharactersShown ? `${line.slice(0, subjectCharactersShown - 1)}…` : line;
}
