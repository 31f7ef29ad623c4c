// @peculiar/x509 needs its decorators' metadata before anything else of it is loaded.
import "reflect-metadata";
import { KeyObject, randomBytes } from "node:crypto";
import { isIP } from "node:net";
import type { SecureContextOptions } from "node:tls";
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  type Extension,
  type JsonName,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  type X509Certificate,
  X509CertificateGenerator,
} from "@peculiar/x509";
import type { ClientCertificate } from "../../control-contract";
import { DAY_MS, type SandboxClock } from "../../kit/clock";

const ecdsa = { name: "ECDSA", namedCurve: "P-256" } as const;
const signingAlgorithm = { name: "ECDSA", hash: "SHA-256" } as const;
const ORGANIZATION = "Muniment Sandbox";
const AUTHORITY_DAYS = 10 * 365;

interface Certified {
  readonly keys: CryptoKeyPair;
  readonly certificate: X509Certificate;
}

export interface VoucherSigner {
  readonly privateKey: KeyObject;
  readonly certificate: X509Certificate;
  readonly authority: X509Certificate;
}

/** Test authorities that nobody trusts: one for the port with mutual TLS, one for vouchers. */
export interface JuniperPki {
  /** What the port presents, and whose clients it lets in. */
  tlsContext(): Promise<SecureContextOptions>;
  issueClientCertificate(validityDays: number): Promise<ClientCertificate>;
  /** Signs as Juniper's voucher service (MASA in RFC 8995). */
  voucherSigner(): Promise<VoucherSigner>;
}

/** Keys are made when they are first needed and last until the stop: a reset must not break files that were handed out. */
export function createJuniperPki(clock: SandboxClock, host: string): JuniperPki {
  let tls: Promise<{ authority: Certified; server: Certified }> | null = null;
  let vouchers: Promise<VoucherSigner> | null = null;

  /** TLS goes by the machine's time, everything else by the sandbox's: certificates are good by both. */
  const goodFor = (days: number) => ({
    notBefore: new Date(Math.min(Date.now(), clock.nowMs()) - DAY_MS),
    notAfter: new Date(Math.max(Date.now(), clock.nowMs()) + days * DAY_MS),
  });

  const makeAuthority = (commonName: string) =>
    makeCertificate(commonName, null, goodFor(AUTHORITY_DAYS), []);

  const makeTls = async () => {
    const authority = await makeAuthority("Sandbox Juniper Gateway CA (not trusted)");
    const server = await makeCertificate("Sandbox Juniper Gateway", authority, goodFor(AUTHORITY_DAYS), [
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension([
        { type: "dns", value: "localhost" },
        ...[...new Set(["127.0.0.1", "::1", host])].map((value) => ({
          type: isIP(value) === 0 ? ("dns" as const) : ("ip" as const),
          value,
        })),
      ]),
    ]);
    return { authority, server };
  };
  const ready = () => {
    tls ??= makeTls();
    return tls;
  };

  return {
    async tlsContext() {
      const { authority, server } = await ready();
      return {
        ca: pemOf(authority.certificate),
        cert: pemOf(server.certificate),
        key: await privateKeyPem(server.keys),
      };
    },
    async issueClientCertificate(validityDays) {
      const { authority } = await ready();
      const client = await makeCertificate("sandbox-muniment", authority, goodFor(validityDays), [
        new ExtendedKeyUsageExtension([ExtendedKeyUsage.clientAuth]),
      ]);
      return {
        caPem: pemOf(authority.certificate),
        certificatePem: pemOf(client.certificate),
        privateKeyPem: await privateKeyPem(client.keys),
      };
    },
    voucherSigner() {
      vouchers ??= makeAuthority("Sandbox Juniper Voucher CA (not trusted)").then(async (authority) => {
        const signer = await makeCertificate(
          "Sandbox Juniper Voucher Service",
          authority,
          goodFor(AUTHORITY_DAYS),
          [],
        );
        return {
          privateKey: KeyObject.from(signer.keys.privateKey),
          certificate: signer.certificate,
          authority: authority.certificate,
        };
      });
      return vouchers;
    },
  };
}

/** @param issuer null: it signs itself, and may sign others */
async function makeCertificate(
  commonName: string,
  issuer: Certified | null,
  term: { notBefore: Date; notAfter: Date },
  extensions: readonly Extension[],
): Promise<Certified> {
  const keys = await crypto.subtle.generateKey(ecdsa, true, ["sign", "verify"]);
  const name: JsonName = [{ CN: [commonName] }, { O: [ORGANIZATION] }];
  const certificate = await X509CertificateGenerator.create({
    // 01 in front keeps the number positive and without leading zeros.
    serialNumber: `01${randomBytes(15).toString("hex")}`,
    subject: name,
    issuer: issuer?.certificate.subjectName ?? name,
    ...term,
    publicKey: keys.publicKey,
    signingKey: (issuer?.keys ?? keys).privateKey,
    signingAlgorithm,
    extensions: [
      new BasicConstraintsExtension(issuer === null, issuer === null ? 0 : undefined, true),
      new KeyUsagesExtension(
        issuer === null ? KeyUsageFlags.keyCertSign : KeyUsageFlags.digitalSignature,
        true,
      ),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
      await AuthorityKeyIdentifierExtension.create((issuer?.keys ?? keys).publicKey),
      ...extensions,
    ],
  });
  return { keys, certificate };
}

function pemOf(certificate: X509Certificate): string {
  return `${certificate.toString("pem")}\n`;
}

async function privateKeyPem({ privateKey }: CryptoKeyPair): Promise<string> {
  return `${PemConverter.encode(await crypto.subtle.exportKey("pkcs8", privateKey), "PRIVATE KEY")}\n`;
}
