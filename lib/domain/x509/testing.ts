import { webcrypto } from "node:crypto";
import {
  Extension,
  type X509Certificate,
  X509CertificateGenerator,
  X509CrlGenerator,
  type X509CrlReason,
} from "./library";

type KeyAlgorithm = { name: string; hash: string; namedCurve?: string; modulusLength?: number };

const ecP256: KeyAlgorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
export const rsa2048: KeyAlgorithm & { publicExponent: Uint8Array } = {
  name: "RSASSA-PKCS1-v1_5",
  hash: "SHA-256",
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
};

export interface TestAuthority {
  keys: CryptoKeyPair;
  algorithm: KeyAlgorithm;
  subject: string;
  /** With line ends as they should be. */
  pem: string;
  der: Buffer;
}

/** A root CA with a certificate of its own making; EC P-256 unless said. */
export async function testAuthority({
  subject = "CN=acme.example.com, O=Acme",
  algorithm = ecP256,
  serialNumber = "0a01",
  notBefore = new Date("2026-01-01T00:00:00Z"),
  notAfter = new Date("2031-01-01T00:00:00Z"),
}: Partial<{
  subject: string;
  algorithm: KeyAlgorithm;
  serialNumber: string;
  notBefore: Date;
  notAfter: Date;
}> = {}): Promise<TestAuthority> {
  const keys = (await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"])) as CryptoKeyPair;
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: subject,
    keys,
    serialNumber,
    notBefore,
    notAfter,
    signingAlgorithm: algorithm,
  });
  return { keys, algorithm, subject, ...encoded(certificate) };
}

/** A certificate for a new key that an authority has signed. */
export async function testCertificate(
  issuer: TestAuthority,
  { subject = "CN=device", serialNumber = "0b01" } = {},
) {
  const keys = (await webcrypto.subtle.generateKey(ecP256, true, ["sign", "verify"])) as CryptoKeyPair;
  const certificate = await X509CertificateGenerator.create({
    subject,
    issuer: issuer.subject,
    serialNumber,
    publicKey: keys.publicKey,
    signingKey: issuer.keys.privateKey,
    signingAlgorithm: issuer.algorithm,
  });
  return encoded(certificate);
}

function encoded(certificate: X509Certificate) {
  return { pem: `${certificate.toString("pem")}\n`, der: Buffer.from(certificate.rawData) };
}

export interface TestRevocation {
  serialNumber: string;
  reason?: X509CrlReason;
  revocationDate?: Date;
}

/** A list that an authority has signed, in its binary form. */
export async function testRevocationList(
  issuer: TestAuthority,
  entries: readonly TestRevocation[],
  {
    number,
    named = issuer.subject,
    nextUpdate = new Date("2026-02-08T00:00:00Z"),
  }: { number?: number; named?: string; nextUpdate?: Date | null } = {},
): Promise<Buffer> {
  const list = await X509CrlGenerator.create({
    issuer: named,
    thisUpdate: new Date("2026-02-01T00:00:00Z"),
    ...(nextUpdate && { nextUpdate }),
    entries: entries.map((entry) => ({
      revocationDate: new Date("2026-01-31T12:00:00Z"),
      ...entry,
    })),
    extensions: number === undefined ? [] : [new Extension("2.5.29.20", false, integer(number))],
    signingKey: issuer.keys.privateKey,
    signingAlgorithm: issuer.algorithm,
  });
  return Buffer.from(list.rawData);
}

/** A small number as DER. */
function integer(number: number): Buffer<ArrayBuffer> {
  const bytes = Buffer.alloc(6);
  bytes.writeUIntBE(number, 0, 6);
  return Buffer.concat([Buffer.from([0x02, bytes.length]), bytes]);
}

/** PEM with 64 characters to the line (RFC 7468). */
export function pemOf(label: string, der: Buffer): string {
  const lines = der.toString("base64").match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ""].join("\n");
}
