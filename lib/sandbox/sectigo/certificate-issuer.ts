// @peculiar/x509 needs its decorators' metadata before anything else of it is loaded.
import "reflect-metadata";
import { createHash } from "node:crypto";
import { type Pkcs10CertificateRequest, PublicKey, X509CertificateGenerator } from "@peculiar/x509";
import { DAY_MS } from "../kit/clock";

const ecdsa = { name: "ECDSA", namedCurve: "P-256" } as const;
const signing = { name: "ECDSA", hash: "SHA-256" } as const;
const ISSUER = "CN=Sandbox Issuing CA (not trusted), O=Muniment Sandbox";

/** Makes certificates that parse but that nobody trusts; the key is made anew at each start. */
export interface CertificateIssuer {
  /** One PEM certificate for the request, or for a new key when the request is gone. */
  issue(subject: Pkcs10CertificateRequest | { commonName: string }, notBeforeMs: number): Promise<string>;
}

export function createCertificateIssuer(): CertificateIssuer {
  const makeKeys = () => crypto.subtle.generateKey(ecdsa, true, ["sign", "verify"]);
  let issuerKeys: ReturnType<typeof makeKeys> | null = null;
  return {
    async issue(subject, notBeforeMs) {
      issuerKeys ??= makeKeys();
      const { privateKey } = await issuerKeys;
      const forgotten = "commonName" in subject;
      const publicKey = forgotten ? await PublicKey.create((await makeKeys()).publicKey) : subject.publicKey;
      const certificate = await X509CertificateGenerator.create({
        // 01 in front keeps the number positive and without leading zeros.
        serialNumber: `01${createHash("sha256").update(Buffer.from(publicKey.rawData)).digest("hex").slice(0, 30)}`,
        issuer: ISSUER,
        subject: forgotten ? [{ CN: [subject.commonName] }] : subject.subjectName,
        notBefore: new Date(notBeforeMs),
        notAfter: new Date(notBeforeMs + 365 * DAY_MS),
        publicKey,
        signingKey: privateKey,
        signingAlgorithm: signing,
      });
      return `${certificate.toString("pem")}\n`;
    },
  };
}
