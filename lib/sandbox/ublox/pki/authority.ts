// @peculiar/x509 needs its decorators' metadata before anything else of it is loaded.
import "reflect-metadata";
import { createHash } from "node:crypto";
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  Extension,
  type JsonName,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  PublicKey,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
  X509CrlGenerator,
  X509CrlReason,
} from "@peculiar/x509";
import { DAY_MS } from "../../kit/clock";
import { endOf } from "./rules";
import type { RootCa } from "./types";

const ecdsa = { name: "ECDSA", namedCurve: "P-256" } as const;
const signingAlgorithm = { name: "ECDSA", hash: "SHA-256" } as const;

/** A list is renewed every day and good for a week, so that a fetched one is never about to end. */
const LIST_EVERY_MS = DAY_MS;
const LIST_GOOD_FOR_MS = 7 * DAY_MS;
/** Long enough to upload a proof of possession. */
const PROOF_GOOD_FOR_MS = 30 * DAY_MS;

interface Authority {
  readonly keys: CryptoKeyPair;
  readonly certificatePem: string;
  /** The list that was signed last: signing again would change its bytes under the same number. */
  list: { readonly number: number; readonly pem: Promise<string> } | null;
}

/** Keys are made when a CA is first looked at: they take time, and few tests need any. */
const authorities = new WeakMap<RootCa, Promise<Authority>>();

/** The self-signed certificate, as PEM; always the same one for the same CA. */
export async function rootCertificatePem(rootCa: RootCa): Promise<string> {
  return (await authorityOf(rootCa)).certificatePem;
}

/** A certificate of the CA whose common name is what another server gave out as a challenge, as PEM. */
export async function proofOfPossessionPem(
  rootCa: RootCa,
  registrationCode: string,
  nowMs: number,
): Promise<string> {
  const { keys } = await authorityOf(rootCa);
  const publicKey = await PublicKey.create((await makeKeys()).publicKey);
  const certificate = await X509CertificateGenerator.create({
    serialNumber: serialNumberOf(publicKey),
    issuer: nameOf(rootCa),
    subject: [{ CN: [registrationCode] }],
    notBefore: new Date(nowMs),
    notAfter: new Date(Math.min(nowMs + PROOF_GOOD_FOR_MS, endOf(rootCa))),
    publicKey,
    signingKey: keys.privateKey,
    signingAlgorithm,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      await AuthorityKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return certificate.toString("pem");
}

/**
 * The CA's revocation list at a time, as PEM (RFC 5280 §5). Each day and each revocation bring a new one, with a higher
 * number.
 */
export async function revocationListPem(rootCa: RootCa, nowMs: number): Promise<string> {
  const authority = await authorityOf(rootCa);
  const day = Math.floor((nowMs - rootCa.createdAtMs) / LIST_EVERY_MS);
  const number = 1 + day + rootCa.revocations.length;
  if (authority.list?.number !== number) {
    const lastRevokedAtMs = rootCa.revocations.at(-1)?.revokedAtMs ?? 0;
    const thisUpdateMs = Math.max(rootCa.createdAtMs + day * LIST_EVERY_MS, lastRevokedAtMs);
    authority.list = { number, pem: signList(rootCa, authority.keys, number, thisUpdateMs) };
  }
  return await authority.list.pem;
}

async function signList(
  rootCa: RootCa,
  keys: CryptoKeyPair,
  number: number,
  thisUpdateMs: number,
): Promise<string> {
  const list = await X509CrlGenerator.create({
    issuer: nameOf(rootCa),
    thisUpdate: new Date(thisUpdateMs),
    nextUpdate: new Date(thisUpdateMs + LIST_GOOD_FOR_MS),
    entries: rootCa.revocations.map(({ serialNumber, revokedAtMs }) => ({
      serialNumber,
      revocationDate: new Date(revokedAtMs),
      // Nobody gives a reason; but without one the generator writes an empty sequence, which RFC 5280 does not allow.
      reason: X509CrlReason.cessationOfOperation,
    })),
    extensions: [await AuthorityKeyIdentifierExtension.create(keys.publicKey), listNumber(number)],
    signingKey: keys.privateKey,
    signingAlgorithm,
  });
  // RFC 7468 §6; the library's own label is read by few.
  return PemConverter.encode(list.rawData, "X509 CRL");
}

function authorityOf(rootCa: RootCa): Promise<Authority> {
  const known = authorities.get(rootCa);
  if (known !== undefined) return known;
  const made = makeAuthority(rootCa);
  authorities.set(rootCa, made);
  return made;
}

async function makeAuthority(rootCa: RootCa): Promise<Authority> {
  const keys = await makeKeys();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumberOf(await PublicKey.create(keys.publicKey)),
    name: nameOf(rootCa),
    notBefore: new Date(rootCa.createdAtMs),
    notAfter: new Date(endOf(rootCa)),
    keys,
    signingAlgorithm,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { keys, certificatePem: certificate.toString("pem"), list: null };
}

function makeKeys(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(ecdsa, true, ["sign", "verify"]);
}

function nameOf(rootCa: RootCa): JsonName {
  return [{ CN: [rootCa.name] }, { O: ["Muniment Sandbox"] }, { OU: ["not trusted"] }];
}

/** 01 in front keeps the number positive and without leading zeros. */
function serialNumberOf(publicKey: PublicKey): string {
  return `01${createHash("sha256").update(Buffer.from(publicKey.rawData)).digest("hex").slice(0, 30)}`;
}

/** CRL number (RFC 5280 §5.2.3): a DER INTEGER, whose first byte must not look like a sign. */
function listNumber(number: number): Extension {
  const digits = number.toString(16);
  const bytes = Buffer.from(digits.padStart(digits.length + (digits.length % 2), "0"), "hex");
  const unsigned = bytes.readUInt8() >= 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes;
  return new Extension("2.5.29.20", false, Buffer.concat([Buffer.of(0x02, unsigned.length), unsigned]));
}
