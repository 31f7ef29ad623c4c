import "server-only";
import { z } from "zod";
import { readCertificate } from "@/lib/domain/x509/certificate";
import { keyedDigest } from "@/lib/sealing/seal";
import type { ClientCertificate } from "@/lib/vendors/http/tls";
import type { StoredKind } from "./environment";

// Credentials as one text: the secret itself, or a certificate with its chain and key.

const pemBlock = /-----BEGIN ([A-Z0-9 ]{1,40})-----[^-]*-----END \1-----/g;

/** The PEM blocks of a text, without what stands around them. */
export function pemBlocksIn(text: string): { label: string; pem: string }[] {
  return [...text.matchAll(pemBlock)].map(([pem, label = ""]) => ({
    label,
    pem: `${pem.replaceAll(/[ \t\r]+$/gm, "").replaceAll(/\n{2,}/g, "\n")}\n`,
  }));
}

const tidy = (text: string) => {
  const blocks = pemBlocksIn(text);
  return blocks.length === 0 ? text.trim() : blocks.map(({ pem }) => pem).join("");
};

/** The same text for the same certificate and key, however their files are laid out. */
export function certificateText({ certificatePem, privateKeyPem }: ClientCertificate): string {
  return JSON.stringify({ certificatePem: tidy(certificatePem), privateKeyPem: tidy(privateKeyPem) });
}

const certificateShape = z.object({ certificatePem: z.string(), privateKeyPem: z.string() });

export function certificateIn(value: string): ClientCertificate {
  return certificateShape.parse(JSON.parse(value));
}

/** Tells values apart without keeping them. */
export function digestOf(value: string): string {
  return keyedDigest(value, "vendor_credentials.digest");
}

/** What a value says about itself: only certificates do. */
export function factsOf(kind: StoredKind, value: string) {
  const certificate =
    kind === "client_certificate" ? readCertificate(certificateIn(value).certificatePem).certificate : null;
  if (certificate === null)
    return { issuedAt: null, expiresAt: null, subject: null, fingerprintSha256: null };
  return {
    issuedAt: new Date(certificate.notBefore),
    expiresAt: new Date(certificate.notAfter),
    subject: certificate.subject,
    fingerprintSha256: certificate.fingerprintSha256,
  };
}
