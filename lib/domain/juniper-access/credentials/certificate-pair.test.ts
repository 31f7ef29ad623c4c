import { generateKeyPairSync, webcrypto } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { X509Certificate, X509CertificateGenerator } from "@/lib/domain/x509/library";
import { checkedPair } from "./certificate-pair";
import { certificateIn, certificateText, digestOf, factsOf } from "./value";

const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const now = new Date("2026-11-23T00:00:00Z");
const term = { notBefore: new Date("2026-06-01T00:00:00Z"), notAfter: new Date("2027-06-01T00:00:00Z") };

async function pemOf(key: CryptoKey): Promise<string> {
  const base64 = Buffer.from(await webcrypto.subtle.exportKey("pkcs8", key)).toString("base64");
  return `-----BEGIN PRIVATE KEY-----\n${base64.replaceAll(/.{64}/g, "$&\n")}\n-----END PRIVATE KEY-----\n`;
}

interface Made {
  pem: string;
  key: string;
  subject: string;
  signingKey: CryptoKey;
}

async function make(subject: string, issuer?: Made, dates = term): Promise<Made> {
  const keys = (await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"])) as CryptoKeyPair;
  const certificate = await X509CertificateGenerator.create({
    subject,
    issuer: issuer?.subject ?? subject,
    ...dates,
    publicKey: keys.publicKey,
    signingKey: issuer?.signingKey ?? keys.privateKey,
    signingAlgorithm: algorithm,
  });
  expect(certificate).toBeInstanceOf(X509Certificate);
  return {
    pem: `${certificate.toString("pem")}\n`,
    key: await pemOf(keys.privateKey),
    subject,
    signingKey: keys.privateKey,
  };
}

let root: Made;
let middle: Made;
let own: Made;
beforeAll(async () => {
  root = await make("CN=Root");
  middle = await make("CN=Middle", root);
  own = await make("CN=muniment", middle);
});

const check = (certificatePem: string, privateKeyPem = own.key) =>
  checkedPair({ certificatePem, privateKeyPem }, now);

describe("a certificate and its key", () => {
  test("are kept with their chain, and tell their dates", () => {
    const value = check(`Bag Attributes\n  friendlyName: x\n${own.pem}\r\n${middle.pem}${root.pem}`);
    const { certificatePem, privateKeyPem } = certificateIn(value);
    expect(certificatePem).toBe(own.pem + middle.pem + root.pem);
    expect(privateKeyPem).toBe(own.key);
    expect(factsOf("client_certificate", value)).toMatchObject({
      issuedAt: term.notBefore,
      expiresAt: term.notAfter,
      subject: "CN=muniment",
      fingerprintSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    // The same ones in files that are laid out differently are the same.
    const padded = certificateText({
      certificatePem: `# ours\n\n${certificatePem.replaceAll("\n", "\r\n")}`,
      privateKeyPem,
    });
    expect(digestOf(padded)).toBe(digestOf(value));
  });

  test("in the older form of a key are taken too", async () => {
    const pair = generateKeyPairSync("ec", { namedCurve: "P-256" });
    expect(() => check(own.pem, pair.privateKey.export({ type: "sec1", format: "pem" }).toString())).toThrow(
      "The private key belongs to another certificate.",
    );
  });

  test.each([
    ["nothing", () => check("hello"), /holds no certificate/],
    ["a damaged one", () => check(own.pem.replace(/MII.{40}/, "MIIBBBBB")), /Certificate 1 cannot be read/],
    ["the key beside it", () => check(own.pem + own.key), /another kind \(PRIVATE KEY\)/],
    ["another's key", () => check(own.pem, root.key), /belongs to another certificate/],
    ["the chain in front", () => check(middle.pem + own.pem), /does not stand first/],
    ["a gap in the chain", () => check(own.pem + root.pem), /Certificate 2 of the chain did not certify/],
    ["too many", () => check(own.pem.repeat(11)), /at most 10/],
    ["no key", () => check(own.pem, "hello"), /cannot be read as a private key/],
    [
      "a locked key",
      () => check(own.pem, own.key.replaceAll("PRIVATE KEY", "ENCRYPTED PRIVATE KEY")),
      /passphrase/,
    ],
  ])("are refused with %s, in words that repeat nothing of it", (_name, given, words) => {
    expect(given).toThrow(words);
    try {
      given();
    } catch (error) {
      expect(String(error)).not.toMatch(/MII|hello/);
    }
  });

  test.each([
    ["2025-01-01T00:00:00Z", "2026-11-22T00:00:00Z", /expired on Nov 22, 2026/],
    ["2026-12-01T00:00:00Z", "2027-12-01T00:00:00Z", /valid from Dec 1, 2026 on/],
  ])("from %s to %s are refused", async (notBefore, notAfter, words) => {
    const dates = { notBefore: new Date(notBefore), notAfter: new Date(notAfter) };
    const { pem, key } = await make("CN=muniment", undefined, dates);
    expect(() => check(pem, key)).toThrow(words);
  });
});
