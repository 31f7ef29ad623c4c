import "server-only";
import { createPrivateKey, type KeyObject, X509Certificate } from "node:crypto";
import { Refusal } from "@/lib/contract/problem";
import type { ClientCertificate } from "@/lib/vendors/http/tls";
import { certificateText, pemBlocksIn } from "./value";
import { dayWords } from "./words";

/** Of a chain; authorities use two or three. */
const certificatesMax = 10;

/**
 * A certificate with its chain and its key, as the text in which they are kept. Refused before any call when they could not
 * be used: unreadable, not belonging together, not valid now, or a chain in another order than TLS wants it (RFC 8446
 * §4.4.2: the client's own first, each certified by the next).
 * @throws Refusal `invalid_input` naming the field
 */
export function checkedPair(given: ClientCertificate, now: Date): string {
  const chain = chainIn(given.certificatePem);
  const key = keyIn(given.privateKeyPem);
  const [own, ...authorities] = chain;
  if (!own.checkPrivateKey(key)) {
    const isLater = authorities.some((one) => one.checkPrivateKey(key));
    throw unsound(
      isLater ? "certificatePem" : "privateKeyPem",
      isLater
        ? "The certificate of this key does not stand first: put the client's own certificate before its chain."
        : "The private key belongs to another certificate.",
    );
  }
  const [notBefore, notAfter] = [own.validFromDate, own.validToDate];
  if (notAfter <= now) {
    throw unsound("certificatePem", `The certificate expired on ${dayWords(notAfter)}.`);
  }
  if (notBefore > now) {
    throw unsound(
      "certificatePem",
      `The certificate is valid from ${dayWords(notBefore)} on, and not before.`,
    );
  }
  for (const [index, authority] of authorities.entries()) {
    const certified = chain[index];
    if (certified === undefined || certified.checkIssued(authority)) continue;
    throw unsound(
      "certificatePem",
      `Certificate ${index + 2} of the chain did not certify the one before it: each has to be certified by the next.`,
    );
  }
  return certificateText(given);
}

function chainIn(text: string): [X509Certificate, ...X509Certificate[]] {
  const field = "certificatePem";
  const blocks = pemBlocksIn(text);
  const other = blocks.find(({ label }) => label !== "CERTIFICATE" && label !== "X509 CERTIFICATE");
  if (other !== undefined) throw unsound(field, `It holds a PEM block of another kind (${other.label}).`);
  if (blocks.length > certificatesMax) {
    throw unsound(field, `It holds ${blocks.length} certificates; a chain has at most ${certificatesMax}.`);
  }
  const [own, ...authorities] = blocks.map(({ pem }, index) => {
    try {
      return new X509Certificate(pem);
    } catch {
      throw unsound(field, `Certificate ${index + 1} cannot be read: something in it was changed or cut.`);
    }
  });
  if (own === undefined) throw unsound(field, "It holds no certificate in PEM.");
  return [own, ...authorities];
}

function keyIn(text: string): KeyObject {
  const field = "privateKeyPem";
  if (/ENCRYPTED/.test(text)) {
    throw unsound(field, "The private key is protected by a passphrase; give it without one.");
  }
  try {
    return createPrivateKey(text);
  } catch {
    throw unsound(field, "It cannot be read as a private key in PEM (PKCS #8 or the older forms).");
  }
}

function unsound(path: string, message: string): Refusal {
  return new Refusal("invalid_input", {
    detail: message,
    next: "Correct it and send it again. Juniper was not asked.",
    errors: [{ path, message }],
  });
}
