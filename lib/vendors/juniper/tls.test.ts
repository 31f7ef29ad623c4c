import "reflect-metadata";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TLSSocket } from "node:tls";
import * as x509 from "@peculiar/x509";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { closeClients, closing, failureOf, permit, quickLimits, reading } from "../http/testing/client";
import { JuniperClient } from "./client";
import { listEntitlements } from "./entitlements";
import { revokeLicense } from "./revocations";
import { CountingAdmission, good, identity, sampleRevocation } from "./testing";

const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;
const keys = () => crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
const validity = { notBefore: new Date(Date.now() - 60_000), notAfter: new Date(Date.now() + 3_600_000) };

interface Issued {
  certificate: string;
  key: string;
}

async function pemOf(key: CryptoKey): Promise<string> {
  return x509.PemConverter.encode(await crypto.subtle.exportKey("pkcs8", key), "PRIVATE KEY");
}

/** An authority of a test's own, and what it issues. */
async function authority(name: string) {
  const own = await keys();
  const root = await x509.X509CertificateGenerator.createSelfSigned({
    ...validity,
    name: `CN=${name}`,
    keys: own,
    signingAlgorithm: algorithm,
    extensions: [new x509.BasicConstraintsExtension(true, 1, true)],
  });
  const issue = async (subject: string): Promise<Issued> => {
    const pair = await keys();
    const certificate = await x509.X509CertificateGenerator.create({
      ...validity,
      subject: `CN=${subject}`,
      issuer: root.subject,
      publicKey: pair.publicKey,
      signingKey: own.privateKey,
      signingAlgorithm: algorithm,
      extensions: [new x509.SubjectAlternativeNameExtension([{ type: "ip", value: "127.0.0.1" }])],
    });
    return { certificate: certificate.toString("pem"), key: await pemOf(pair.privateKey) };
  };
  return { pem: root.toString("pem"), issue };
}

const folder = mkdtempSync(join(tmpdir(), "muniment-mtls-"));
const files = {
  caFile: join(folder, "ca.pem"),
  certFile: join(folder, "client.pem"),
  keyFile: join(folder, "client.key"),
};
let server: Server;
/** Who was let in, and with which Authorization header. */
let seen: { name: string; authorization: string | undefined }[] = [];
let ca: Awaited<ReturnType<typeof authority>>;

function present({ certificate, key }: Issued): void {
  writeFileSync(files.certFile, certificate);
  writeFileSync(files.keyFile, key);
}

beforeAll(async () => {
  ca = await authority("Gateway CA");
  const own = await ca.issue("gateway");
  writeFileSync(files.caFile, ca.pem);
  server = createServer(
    { cert: own.certificate, key: own.key, ca: ca.pem, requestCert: true, rejectUnauthorized: true },
    (request, response) => {
      const peer = (request.socket as TLSSocket).getPeerCertificate();
      seen.push({ name: String(peer.subject.CN), authorization: request.headers.authorization });
      response.end(JSON.stringify(good({ revocation: sampleRevocation, entitlements: [] })));
    },
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});

afterEach(async () => {
  await closeClients();
  seen = [];
});

afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true });
});

function client(tls: Partial<typeof files> = files): JuniperClient {
  const { port } = server.address() as AddressInfo;
  const config = { baseUrl: `https://127.0.0.1:${port}/jal`, auth: { kind: "mtls" }, identity, tls } as const;
  return closing(new JuniperClient({ ...config, hourlyLimit: 300 }, new CountingAdmission(), quickLimits));
}

const device = { serialNumber: "JN1234ABC", of: { ssrn: "152115129000" } };

test("the certificate proves who we are, without a token; a new one is presented without a restart", async () => {
  const juniper = client();
  present(await ca.issue("old"));
  await listEntitlements(reading, juniper);
  await revokeLicense(permit(), juniper, device);
  present(await ca.issue("new"));
  await revokeLicense(permit(), juniper, device);
  expect(seen).toEqual(["old", "old", "new"].map((name) => ({ name, authorization: undefined })));
  expect(juniper.tokenAge).toBeUndefined();
});

test("without a certificate, or with a stranger's, nobody is let in, and nothing was done", async () => {
  const strangers = await authority("Another CA");
  present(await strangers.issue("stranger"));
  const error = await failureOf(listEntitlements(reading, client()));
  expect(["connection_lost", "unavailable"]).toContain(error.kind);
  expect(await failureOf(listEntitlements(reading, client({ caFile: files.caFile })))).toMatchObject({
    kind: "denied",
    detail: "there is no certificate to present",
  });
  expect(seen).toEqual([]);
});

test("a gateway that the configured authorities have not certified is not spoken to", async () => {
  present(await ca.issue("client"));
  const { caFile: _, ...publicOnes } = files;
  const error = await failureOf(revokeLicense(permit(), client(publicOnes), device));
  expect(error).toMatchObject({ kind: "unavailable", mayHaveActed: false });
  expect(error.detail).toMatch(/certificate/);
  expect(seen).toEqual([]);
});

test("files that cannot be read are told as such", async () => {
  const juniper = client({ ...files, keyFile: join(folder, "missing") });
  expect(await failureOf(revokeLicense(permit(), juniper, device))).toMatchObject({
    kind: "unavailable",
    mayHaveActed: false,
    detail: "a file with our certificates cannot be read (TLS_FILE_UNREADABLE)",
  });
});
