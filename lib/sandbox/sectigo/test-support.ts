import "reflect-metadata";
import { Pkcs10CertificateRequestGenerator, SubjectAlternativeNameExtension } from "@peculiar/x509";
import { fromBuffer } from "yauzl";
import { z } from "zod";
import type { SettingsChange } from "../control-contract";
import { sectigoCredentials } from "../credentials";
import { createSettings } from "../kit/settings";
import { type RawCall, send, sendJson, stoppedClock } from "../test-support";
import { startSectigoSandbox } from "./start";

const tokens = z.object({ accessToken: z.string(), refreshToken: z.string() });

export const batchShape = z.object({
  batchId: z.number(),
  orderNumber: z.number(),
  creationDate: z.iso.datetime(),
  profile: z.string().nullable(),
  size: z.number(),
  status: z.string(),
  isRejectableDueTo: z.null(),
  active: z.boolean(),
  batchName: z.string(),
  rejectReason: z.string().nullable(),
  generatorParametersValues: z.record(z.string(), z.string()).nullable(),
  userId: z.number(),
  rejectable: z.boolean(),
  downloadable: z.boolean(),
});

/** A running stand-in with a caller that is signed in. */
export async function signedInSectigo(change: SettingsChange["sectigo"] = {}) {
  const clock = stoppedClock();
  const settings = createSettings({ sectigo: change });
  const server = await startSectigoSandbox({ clock, settings });
  const url = (path: string) => `${server.origin}${path}`;
  const signIn = async () => tokens.parse((await sendJson(url("/auth/pwd"), sectigoCredentials)).json());
  let authorization = `Bearer ${(await signIn()).accessToken}`;
  const raw = (path: string, call: RawCall = {}) =>
    send(url(path), { ...call, headers: { authorization, ...call.headers } });
  return {
    server,
    clock,
    settings,
    url,
    signIn,
    /** Signs in again, since tokens end with the clock's progress. */
    async advance(byMs: number) {
      clock.advance(byMs);
      authorization = `Bearer ${(await signIn()).accessToken}`;
    },
    raw,
    json: (method: string, path: string, body: unknown) =>
      sendJson(url(path), body, { method, headers: { authorization } }),
    upload: (file: string, profileId = 11) =>
      raw(`/api/v1/batches/upload?profileId=${profileId}`, {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams({ file }).toString(),
      }),
    async batch(batchId: number) {
      return batchShape.parse((await raw(`/api/v1/batches/${batchId}`)).json());
    },
    stop: server.stop,
  };
}

/** An order that the seeded authority 11 accepts. */
export const goodOrder = {
  generatorId: 1,
  generatorParams: { startValue: "5", increment: "2" },
  profileParams: {
    years: "1",
    additionalInformation: "Example Certificate",
    deviceClass: "Test",
    pkcs12Password: "example",
  },
  profileId: 11,
  batchSize: 10,
  batchName: "Line 4",
};

const keyKinds = {
  EC: { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" },
  RSA: {
    name: "RSASSA-PKCS1-v1_5",
    hash: "SHA-256",
    modulusLength: 2048,
    publicExponent: new Uint8Array([1, 0, 1]),
  },
} as const;

/** A real request in PEM, with LF. */
export async function makeCsr(subject: string, options: { kind?: "EC" | "RSA"; dnsName?: string } = {}) {
  const { kind = "EC", dnsName } = options;
  const request = await Pkcs10CertificateRequestGenerator.create({
    name: subject,
    keys: await crypto.subtle.generateKey(keyKinds[kind], true, ["sign", "verify"]),
    signingAlgorithm: keyKinds[kind],
    extensions:
      dnsName === undefined ? [] : [new SubjectAlternativeNameExtension([{ type: "dns", value: dnsName }])],
  });
  return request.toString("pem").replace(/\r\n/g, "\n");
}

/** Names and contents of a zip, read by a library that had no part in making it; it checks every CRC. */
export function readZip(bytes: Buffer): Promise<Map<string, Buffer>> {
  return new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true }, (openError, zip) => {
      if (openError) {
        reject(openError);
        return;
      }
      const entries = new Map<string, Buffer>();
      zip.on("error", reject);
      zip.on("end", () => resolve(entries));
      zip.on("entry", (entry) => {
        zip.openReadStream(entry, (readError, stream) => {
          if (readError) {
            reject(readError);
            return;
          }
          const chunks: Buffer[] = [];
          stream.on("error", reject);
          stream.on("data", (chunk: Buffer) => chunks.push(chunk));
          stream.on("end", () => {
            entries.set(entry.fileName, Buffer.concat(chunks));
            zip.readEntry();
          });
        });
      });
      zip.readEntry();
    });
  });
}
