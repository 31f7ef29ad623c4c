import "server-only";
import type { ParsedCertificate } from "@/lib/contract/root-cas";
import { openCertificate } from "../x509/certificate";
import { derElements } from "../x509/der-elements";
import { exactMoment } from "./moment";

/** A certificate that can be pinned: what it says, and its forms. */
export interface Pinnable {
  certificate: ParsedCertificate;
  der: Buffer<ArrayBuffer>;
  pem: string;
  /** What somebody who pins it should know, in sentences. */
  remarks: string[];
}

/** Why a certificate cannot be pinned; what it says where it can be read nevertheless. */
export interface NotPinnable {
  certificate: ParsedCertificate | null;
  problem: string;
}

const dayMs = 86_400_000;
const soonMs = 30 * dayMs;
const pemLabel = /-----BEGIN ([A-Z0-9 ]{1,40})-----/g;
const base64 = /^[A-Za-z0-9+/\s]+={0,2}\s*$/;

/**
 * Reads the one certificate that a voucher is to pin, from PEM or from base64 of DER (RFC 8366 §5.3: X.509 version 3; an
 * end-entity or a CA's one). A bundle is refused: pinning the wrong one of it hands the device to somebody else.
 */
export function readPinnable(text: string, nowMs = Date.now()): Pinnable | NotPinnable {
  const amiss = tooMuchIn(text);
  if (amiss !== undefined) return { certificate: null, problem: amiss };
  const opened = openCertificate(text);
  if ("problem" in opened) return { certificate: null, problem: opened.problem };
  const { certificate, x509 } = opened;
  const { notBefore, notAfter } = certificate;
  if (Date.parse(notAfter) <= nowMs) {
    return { certificate, problem: `It ended on ${exactMoment(notAfter)}: no voucher can pin it any more.` };
  }
  const remarks: string[] = [];
  if (Date.parse(notBefore) > nowMs) remarks.push(`It is not valid before ${exactMoment(notBefore)}.`);
  if (Date.parse(notAfter) - nowMs < soonMs) {
    remarks.push("It ends within 30 days, and no voucher that pins it lasts longer.");
  }
  const der = Buffer.from(x509.rawData);
  if (!isVersion3(der))
    remarks.push("It is not of X.509 version 3, which vouchers ask for: devices may refuse it.");
  if (/^RSA (?:\d{1,3}|1\d{3})$/.test(certificate.key)) remarks.push(`Its key is short: ${certificate.key}.`);
  if (/SHA-1$|MD5$/.test(certificate.signatureAlgorithm) && certificate.subject !== certificate.issuer) {
    remarks.push(`It is signed with ${certificate.signatureAlgorithm}, which can be forged.`);
  }
  return { certificate, der, pem: `${x509.toString("pem")}\n`, remarks };
}

/** What keeps a text from being one certificate before it is read. */
function tooMuchIn(text: string): string | undefined {
  const labels = [...pemTextIn(text).matchAll(pemLabel)].map(([, label = ""]) => label);
  if (labels.some((label) => label.includes("PRIVATE KEY"))) {
    return "There is a private key in it, which belongs nowhere but with its owner. Give the certificate alone.";
  }
  const certificates = labels.filter((label) => label.endsWith("CERTIFICATE")).length;
  return certificates > 1
    ? `There are ${certificates} certificates in it, and a voucher pins exactly one. Give only the one that your domain's certificates go back to.`
    : undefined;
}

/** A file of PEM may come as base64 of its bytes. */
function pemTextIn(text: string): string {
  return base64.test(text) ? Buffer.from(text, "base64").toString("latin1") : text;
}

/** `version [0] EXPLICIT INTEGER` with the value 2, at the start of what is signed (RFC 5280 §4.1). */
const version3 = Buffer.from([0xa0, 0x03, 0x02, 0x01, 0x02]);

function isVersion3(der: Buffer<ArrayBuffer>): boolean {
  const signed = derElements(derElements(der)?.[0]?.content ?? der)?.[0];
  return signed?.content.subarray(0, version3.length).equals(version3) ?? false;
}
