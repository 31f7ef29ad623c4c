import { webcrypto } from "node:crypto";
import { type Extension, Pkcs10CertificateRequestGenerator } from "./x509";

type Algorithm = Parameters<typeof webcrypto.subtle.generateKey>[0] & { name: string; hash?: string };

const ecP256: Algorithm & { namedCurve: string } = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };

/** A new key pair; EC P-256 unless said. */
export async function keyPair(algorithm: Algorithm = ecP256): Promise<CryptoKeyPair> {
  return (await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"])) as CryptoKeyPair;
}

export const rsa = (modulusLength: number) => ({
  name: "RSASSA-PKCS1-v1_5",
  hash: "SHA-256",
  modulusLength,
  publicExponent: new Uint8Array([1, 0, 1]),
});

export interface MadeRequest {
  subject?: string;
  keys?: CryptoKeyPair;
  signingAlgorithm?: { name: string; hash?: string };
  extensions?: Extension[];
}

/** A real request as PEM with LF, signed by its own key. */
export async function requestPem({ subject = "CN=meter-1, O=Example", ...made }: MadeRequest = {}) {
  const { keys = await keyPair(), signingAlgorithm = ecP256, extensions } = made;
  const request = await Pkcs10CertificateRequestGenerator.create({
    name: subject,
    keys,
    signingAlgorithm,
    extensions,
  });
  return `${request.toString("pem")}\n`;
}

/** The base64 between the markers of a PEM block. */
export function bodyOf(pem: string): string {
  return pem.replace(/-----[^-]+-----/g, "").replace(/\s+/g, "");
}

/** A file as it arrives: in pieces of so many bytes. */
export async function* inPieces(file: string | Uint8Array, bytes = 1_000): AsyncGenerator<Uint8Array> {
  const whole = Buffer.from(file);
  for (let at = 0; at < whole.length; at += bytes) yield whole.subarray(at, at + bytes);
}

/**
 * The longest this thread has computed in one turn of its event loop while the work ran, in milliseconds of its own
 * processor time: unlike the clock's, it does not grow with what else the machine is doing.
 */
export async function longestTurnMs(work: () => unknown): Promise<number> {
  let longest = 0;
  let isRunning = true;
  let before = process.threadCpuUsage();
  const turn = () => {
    const { user, system } = process.threadCpuUsage(before);
    longest = Math.max(longest, (user + system) / 1_000);
    before = process.threadCpuUsage();
    if (isRunning) setImmediate(turn);
  };
  setImmediate(turn);
  await new Promise((resolve) => setImmediate(resolve));
  await work();
  isRunning = false;
  await new Promise((resolve) => setImmediate(resolve));
  return longest;
}
