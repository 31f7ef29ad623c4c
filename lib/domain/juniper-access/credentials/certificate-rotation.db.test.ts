import { rmSync } from "node:fs";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { vendorCredentials } from "@/drizzle/schema/juniper";
import { db } from "@/lib/db/connection";
import { testDatabase } from "@/lib/db/testing";
import { readLedger } from "@/lib/domain/vendor-budget/ledger";
import { logger } from "@/lib/log";
import { createClock, startJuniperSandbox } from "@/lib/sandbox";
import { BASE_PATH } from "@/lib/sandbox/juniper/wire";
import { closeClients, failureOf, permit, reading } from "@/lib/vendors/http/testing/client";
import { listEntitlements } from "@/lib/vendors/juniper/entitlements";
import { revokeLicense } from "@/lib/vendors/juniper/revocations";
import { readCredentials } from "./read";
import { allNoted, aProcess, certificateFiles, dumpOf, type Sandbox } from "./testing";

const { owner } = await testDatabase();
logger().level = "silent";

const dayMs = 24 * 60 * 60_000;
const clock = createClock();
const { folder, files, put } = certificateFiles();
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startJuniperSandbox({ clock });
});
afterAll(async () => {
  await sandbox.stop();
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  clock.reset();
  sandbox.reset();
  await db().delete(vendorCredentials);
  put(await issue());
});
afterEach(async () => {
  await allNoted();
  await closeClients();
});

const issue = (validityDays = 365) => sandbox.controls.issueClientCertificate({ validityDays });
const start = () => aProcess(sandbox, { auth: { kind: "mtls" }, tls: files });
type Process = ReturnType<typeof start>;
const look = ({ juniper }: Process) => listEntitlements(reading, juniper, { pageSize: 1 });
const rows = () => db().select().from(vendorCredentials);
const states = async () => (await rows()).map(({ state, source }) => `${state} of the ${source}`).sort();

test("a new certificate is tried with one call and used from then on, without a restart", async () => {
  const one = start();
  await look(one);
  const [before] = (await readCredentials(one.config)).credentials;
  expect(before).toMatchObject({
    credentialId: "environment",
    kind: "client_certificate",
    state: "current",
    subject: expect.stringContaining("sandbox-muniment"),
    expiresAt: expect.any(String),
  });
  const next = await issue(200);
  expect(await one.rotateCertificate(next)).toMatchObject({
    outcome: "accepted",
    credential: { state: "current", source: "console", kind: "client_certificate" },
  });
  const { byWhom } = await readLedger(db(), { holder: one.holder, limit: 300 });
  expect(byWhom).toContainEqual(
    expect.objectContaining({ lane: "change", call: "POST /entitlements/query", calls: 1 }),
  );
  expect(await states()).toEqual(["current of the console", "previous of the environment"]);
  // Whatever lies in the files now, the stored one is presented.
  put(await (await anotherSandboxes()).certificate);
  put({ ...(await issue()), certificatePem: "gone", privateKeyPem: "gone" });
  await look(one);
  await allNoted();
  expect(await states()).toEqual(["current of the console", "retired of the environment"]);
  const { rotationDueAt, expiresAt } = await readCredentials(one.config);
  expect(Date.parse(expiresAt ?? "") - Date.parse(rotationDueAt ?? "")).toBe(60 * dayMs);
  const dump = await dumpOf(owner);
  expect(dump).not.toContain("PRIVATE KEY");
  expect(dump).not.toContain(next.privateKeyPem.split("\n")[1]);
});

/** A certificate that this port's authority has not issued. */
async function anotherSandboxes() {
  const other = await startJuniperSandbox();
  const certificate = other.controls.issueClientCertificate({});
  await certificate;
  await other.stop();
  return { certificate };
}

test("one that the gateway turns down is erased, and nothing else is used meanwhile", async () => {
  const one = start();
  const short = await issue(30);
  clock.advance(60 * dayMs);
  expect(await one.rotateCertificate(short)).toMatchObject({
    outcome: "refused",
    words: expect.stringMatching(/^Juniper refused it: .*Unauthorized/),
  });
  expect(await rows()).toEqual([expect.objectContaining({ state: "retired", sealed: null, digest: "" })]);
  await look(one);
});

test("one with which the connection breaks off is kept, because nobody says why", async () => {
  const one = start();
  const { outcome, words, credential } = await one.rotateCertificate(
    await (await anotherSandboxes()).certificate,
  );
  expect([outcome, credential.state]).toEqual(["unclear", "candidate"]);
  expect(words).toContain("A gateway that does not know a certificate may break off like this too.");
  await look(one);
  expect(await one.tryAgain(credential.credentialId)).toMatchObject({ outcome: "unclear" });
});

test("another process presents the new one within seconds", async () => {
  const [one, other] = [start(), start()];
  await look(other);
  await one.rotateCertificate(await issue());
  // As a process of its own would see it: what it knows is some seconds old.
  vi.spyOn(performance, "now").mockReturnValue(performance.now() + 6_000);
  await look(other);
  vi.restoreAllMocks();
  await allNoted();
  expect(await states()).toEqual(["current of the console", "retired of the environment"]);
});

test("when the one in use is turned down, the one before is presented, also for a change", async () => {
  const one = start();
  await one.rotateCertificate(await issue(30));
  clock.advance(60 * dayMs);
  const error = await failureOf(
    revokeLicense(permit(), one.juniper, { serialNumber: "NONE", of: { ssrn: "152115129000" } }),
  );
  // The service itself answered: there is no such license.
  expect(error).toMatchObject({ kind: "refused", mayHaveActed: false });
  await look(one);
  await allNoted();
  const [current] = (await rows()).filter(({ state }) => state === "current");
  expect(current?.words).toMatch(/the one before it was used instead/);
  const refused = () =>
    sandbox.calls().filter(({ status, path }) => status === 401 && path.startsWith(BASE_PATH)).length;
  const before = refused();
  await look(one);
  // What was turned down a moment ago is not presented first again.
  expect(refused()).toBe(before);
});

test("files that hold another certificate after a rotation are presented when the stored one is turned down", async () => {
  const one = start();
  await one.rotateCertificate(await issue(30));
  await look(one);
  await allNoted();
  expect(await states()).toContain("retired of the environment");
  clock.advance(60 * dayMs);
  const restarted = start();
  expect(await failureOf(look(restarted))).toMatchObject({ kind: "denied" });
  put(await issue());
  await look(start());
  await allNoted();
  expect(await states()).toEqual([
    "current of the environment",
    "retired of the console",
    "retired of the environment",
  ]);
});

test("what could never be used is refused before any call", async () => {
  const one = start();
  const [first, second] = [await issue(), await issue()];
  await expect(
    one.rotateCertificate({ ...first, privateKeyPem: second.privateKeyPem }),
  ).rejects.toMatchObject({ code: "invalid_input", words: { errors: [{ path: "privateKeyPem" }] } });
  expect([await rows(), sandbox.calls()]).toEqual([[], []]);
});

test("files that cannot be read are told as such, and matter no more once another certificate is stored", async () => {
  const one = start();
  rmSync(files.keyFile);
  expect(await failureOf(look(one))).toMatchObject({
    kind: "unavailable",
    detail: "a file with our certificates cannot be read (TLS_FILE_UNREADABLE)",
  });
  expect((await readCredentials(one.config)).credentials).toEqual([
    expect.objectContaining({ words: "The files with the certificate and its key cannot be read." }),
  ]);
  expect(await one.rotateCertificate(await issue())).toMatchObject({ outcome: "accepted" });
  await look(one);
  await allNoted();
  expect(await states()).toEqual(["current of the console"]);
});
