import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { vendorCredentials } from "@/drizzle/schema/juniper";
import { currentSession } from "@/lib/access/session";
import { juniperAccess } from "@/lib/contract/juniper-access";
import { db } from "@/lib/db/connection";
import { testDatabase } from "@/lib/db/testing";
import { readLedger } from "@/lib/domain/vendor-budget/ledger";
import { route } from "@/lib/http/route";
import { asked, sessionOf } from "@/lib/http/testing";
import { logger } from "@/lib/log";
import { createClock, startJuniperSandbox } from "@/lib/sandbox";
import { BASE_PATH, TOKEN_PATH } from "@/lib/sandbox/juniper/wire";
import { onOutcome, setVendorLog } from "@/lib/vendors/http/outcome";
import { closeClients, failureOf, reading } from "@/lib/vendors/http/testing/client";
import { listEntitlements } from "@/lib/vendors/juniper/entitlements";
import { noteIssuedAt } from "./issued";
import { readCredentials } from "./read";
import { discardCredentials, rotateCredentials } from "./rotate";
import { openValue } from "./rows";
import {
  allNoted,
  aProcess,
  capturedLog,
  dumpOf,
  firstSecret,
  inRecords,
  type Sandbox,
  withSecret,
} from "./testing";

vi.mock("@/lib/access/session", () => ({ currentSession: vi.fn() }));

const { owner } = await testDatabase();
const log = capturedLog();
setVendorLog(logger());

const dayMs = 24 * 60 * 60_000;
const clock = createClock();
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startJuniperSandbox({ clock });
});
afterAll(async () => {
  setVendorLog(undefined);
  await sandbox.stop();
});
beforeEach(async () => {
  clock.reset();
  sandbox.reset();
  await db().delete(vendorCredentials);
});
afterEach(async () => {
  await allNoted();
  await closeClients();
});

/** A process whose environment holds this secret, the first one unless said. */
const start = (secret = firstSecret, more: { holder?: string; limit?: number } = {}) =>
  aProcess(sandbox, { auth: withSecret(sandbox, secret), ...more });
type Process = ReturnType<typeof start>;

const look = ({ juniper }: Process) => listEntitlements(reading, juniper, { pageSize: 1 });
const rows = () => db().select().from(vendorCredentials).orderBy(vendorCredentials.addedAt);
const states = async () => (await rows()).map(({ state, source }) => `${state} of the ${source}`);
const signIns = () => sandbox.calls().filter(({ path }) => path === TOKEN_PATH).length;

describe("a new secret", () => {
  test("that is accepted is used at once, and the one before ends with the first call that succeeds", async () => {
    const one = start();
    await look(one);
    const next = sandbox.controls.rotateSecret({ overlapMs: dayMs });
    const { outcome, credential } = await one.rotateSecret(next, "2026-11-20T00:00:00Z");
    expect(outcome).toBe("accepted");
    expect(credential).toMatchObject({
      state: "current",
      source: "console",
      addedBy: "ada@example.com",
      issuedAt: "2026-11-20T00:00:00.000Z",
      expiresAt: "2027-11-20T00:00:00.000Z",
      provedAt: null,
    });
    expect((await states()).sort()).toEqual(["current of the console", "previous of the environment"]);
    const [kept] = (await rows()).filter(({ state }) => state === "previous");
    // A restart with other settings would lose it otherwise.
    expect(kept && (await openValue(kept))).toBe(firstSecret);
    const before = signIns();
    await look(one);
    expect(signIns()).toBe(before);
    await allNoted();
    expect((await states()).sort()).toEqual(["current of the console", "retired of the environment"]);
    const [retired] = (await rows()).filter(({ state }) => state === "retired");
    expect(retired).toMatchObject({ sealed: null, retiredAt: expect.any(Date) });
    const { credentials, rotationDueAt } = await readCredentials(one.config);
    expect(credentials.map(({ state, provedAt }) => [state, provedAt !== null])).toEqual([
      ["current", true],
      ["retired", false],
    ]);
    expect(rotationDueAt).toBe("2027-10-21T00:00:00.000Z");
  });

  test("that is refused is erased, and the one in use stays in use", async () => {
    const one = start();
    const heard: unknown[] = [];
    const stop = onOutcome((outcome) => heard.push(outcome));
    const { outcome, words, credential } = await one.rotateSecret("mistyped-secret");
    stop();
    expect(outcome).toBe("refused");
    expect(words).toMatch(/^Juniper refused it: .+ What is in use stays in use\.$/);
    expect(words).not.toContain("mistyped-secret");
    expect(credential).toMatchObject({ state: "retired", words });
    expect(await rows()).toEqual([expect.objectContaining({ sealed: null, digest: "" })]);
    // It says nothing about the connection, which works.
    expect(heard).toEqual([expect.objectContaining({ ok: false, isTrial: true })]);
    await look(one);
  });

  test.each([
    ["the vendor is away", "unavailable" as const],
    ["the answer is lost", "lost_answer" as const],
  ])("is kept and not used when %s, and is tried again", async (_name, fault) => {
    const one = start();
    const next = sandbox.controls.rotateSecret({ overlapMs: dayMs });
    sandbox.setFault({ fault, pathPrefix: TOKEN_PATH, times: 1 });
    const unclear = await one.rotateSecret(next);
    expect(unclear).toMatchObject({ outcome: "unclear", credential: { state: "candidate" } });
    expect(unclear.words).toMatch(/^No clear answer came: .+ try it again, or discard it\.$/);
    expect((await readCredentials(one.config)).credentials.map(({ state }) => state)).toEqual([
      "candidate",
      "current",
    ]);
    expect(await one.tryAgain(unclear.credential.credentialId)).toMatchObject({
      outcome: "accepted",
      credential: { state: "current", words: null },
    });
    await expect(one.tryAgain(unclear.credential.credentialId)).rejects.toMatchObject({ code: "conflict" });
  });

  test("costs one call in the lane of changes, and waits when none is left", async () => {
    const one = start(firstSecret, { limit: 1 });
    const next = sandbox.controls.rotateSecret({ overlapMs: dayMs });
    expect(await one.rotateSecret("mistyped-secret")).toMatchObject({ outcome: "refused" });
    const { byWhom } = await readLedger(db(), { holder: one.holder, limit: 1 });
    expect(byWhom).toEqual([
      expect.objectContaining({ lane: "change", call: `POST ${TOKEN_PATH}`, calls: 1 }),
    ]);
    const sent = signIns();
    const { outcome, words } = await one.rotateSecret(next);
    expect(outcome).toBe("unclear");
    expect(words).toMatch(
      /^Nothing was sent: the calls of this hour are used up\. The next call may go on .+ UTC\./,
    );
    expect(signIns()).toBe(sent);
  });

  test("is refused while another one waits, and may come once that was discarded", async () => {
    const one = start();
    const next = sandbox.controls.rotateSecret({ overlapMs: dayMs });
    sandbox.setFault({ fault: "unavailable", pathPrefix: TOKEN_PATH, times: 1 });
    const { credential } = await one.rotateSecret(next);
    await expect(one.rotateSecret(`${next}-other`)).rejects.toMatchObject({
      code: "conflict",
      words: { detail: expect.stringMatching(/it was added on .+ by ada@example\.com/) },
    });
    await inRecords((permit) => discardCredentials(permit, credential.credentialId, { name: "bob" }));
    expect(await rows()).toEqual([
      expect.objectContaining({ state: "retired", sealed: null, words: expect.stringContaining("bob") }),
    ]);
    expect(await one.rotateSecret(next)).toMatchObject({ outcome: "accepted" });
    for (const id of [credential.credentialId, "crd_unknown"]) {
      await expect(inRecords((permit) => discardCredentials(permit, id, { name: "bob" }))).rejects.toThrow();
    }
  });

  test("given by two people at once is used once; the other one is told", async () => {
    const [one, other] = [start(), start()];
    const next = sandbox.controls.rotateSecret({ overlapMs: dayMs });
    const both = await Promise.allSettled([one.rotateSecret(next), other.rotateSecret(next)]);
    const [done] = both.filter(({ status }) => status === "fulfilled");
    const [told] = both.filter(({ status }) => status === "rejected");
    expect(done).toMatchObject({ value: { outcome: "accepted" } });
    expect(told).toMatchObject({ reason: { code: "conflict" } });
    expect((await states()).sort()).toEqual(["current of the console", "previous of the environment"]);
  });

  test("tried twice at once is accepted for both", async () => {
    const [one, other] = [start(), start()];
    const next = sandbox.controls.rotateSecret({ overlapMs: dayMs });
    sandbox.setFault({ fault: "unavailable", pathPrefix: TOKEN_PATH, times: 1 });
    const { credential } = await one.rotateSecret(next);
    const both = await Promise.all([one, other].map(({ tryAgain }) => tryAgain(credential.credentialId)));
    expect(both.map(({ outcome }) => outcome)).toEqual(["accepted", "accepted"]);
  });

  test("discarded while it is being tried is not put to use", async () => {
    const one = start();
    const next = sandbox.controls.rotateSecret({ overlapMs: dayMs });
    sandbox.setFault({ fault: "slow_drip", pathPrefix: TOKEN_PATH, times: 1, everyMs: 5 });
    const rotating = one.rotateSecret(next);
    await vi.waitFor(async () => expect(await states()).toEqual(["candidate of the console"]));
    const [candidate] = await rows();
    await inRecords((permit) => discardCredentials(permit, candidate?.id ?? "", { name: "bob" }));
    await expect(rotating).rejects.toMatchObject({ code: "conflict" });
    expect(await states()).toEqual(["retired of the console"]);
    await look(one);
  });

  test("is not the one in use, nor one to come, nor a certificate", async () => {
    const one = start();
    await expect(one.rotateSecret(firstSecret)).rejects.toMatchObject({ code: "conflict" });
    await expect(one.rotateSecret("x", new Date(Date.now() + 2 * dayMs).toISOString())).rejects.toMatchObject(
      {
        code: "invalid_input",
        words: { errors: [{ path: "issuedAt" }] },
      },
    );
    await expect(one.rotateCertificate({ certificatePem: "x", privateKeyPem: "y" })).rejects.toMatchObject({
      code: "conflict",
      words: { detail: expect.stringContaining("client secret") },
    });
    expect([await rows(), sandbox.calls()]).toEqual([[], []]);
  });
});

describe("several processes", () => {
  test("use a new secret at their next sign-in, without a restart", async () => {
    const [one, other] = [start(), start()];
    const next = sandbox.controls.rotateSecret({ overlapMs: dayMs });
    expect(await one.rotateSecret(next)).toMatchObject({ outcome: "accepted" });
    clock.advance(2 * dayMs);
    await look(other);
    await allNoted();
    expect((await states()).sort()).toEqual(["current of the console", "retired of the environment"]);
  });

  test("that was turned down tries a new secret at once, and not when its pause is over", async () => {
    const [one, other] = [start(), start()];
    const next = sandbox.controls.rotateSecret({ overlapMs: 0 });
    for (let looks = 0; looks < 3; looks++)
      expect(await failureOf(look(other))).toMatchObject({ kind: "denied" });
    expect(signIns()).toBe(1);
    await one.rotateSecret(next);
    await look(other);
  });

  test("started anew with the old environment use the new one", async () => {
    const next = sandbox.controls.rotateSecret({ overlapMs: 0 });
    await start().rotateSecret(next);
    const restarted = start();
    await look(restarted);
    expect(signIns()).toBe(2);
  });
});

describe("when the one in use is refused", () => {
  test("the one before is tried once, and that is written down", async () => {
    const one = start();
    const next = sandbox.controls.rotateSecret({ overlapMs: dayMs });
    await one.rotateSecret(next);
    // Before any call succeeded, Juniper takes the new one back.
    sandbox.reset();
    const restarted = start("no secret at all");
    await look(restarted);
    await allNoted();
    const [current] = (await rows()).filter(({ state }) => state === "current");
    expect(current?.words).toMatch(/^Juniper refused it on .+ UTC; the one before it was used instead\.$/);
    // The environment's, which nobody ever used here, came second and was refused as well.
    expect(signIns()).toBe(3);
    expect((await states()).sort()).toEqual(["current of the console", "previous of the environment"]);
  });

  test("another one that the operator has set in the environment is used, and stays in use", async () => {
    const second = sandbox.controls.rotateSecret({ overlapMs: dayMs });
    const one = start();
    await one.rotateSecret(second);
    await look(one);
    await allNoted();
    expect(await states()).toContain("retired of the environment");
    const third = sandbox.controls.rotateSecret({ overlapMs: 0 });
    const restarted = start(third);
    expect((await readCredentials(restarted.config)).credentials[0]).toMatchObject({
      credentialId: "environment",
      state: "candidate",
    });
    await look(restarted);
    await allNoted();
    expect((await states()).sort()).toEqual([
      "current of the environment",
      "retired of the console",
      "retired of the environment",
    ]);
    const [replaced] = (await rows()).filter(({ source }) => source === "console");
    expect(replaced?.words).toMatch(/the one in the environment is used instead/);
    // From now on it comes first.
    const before = signIns();
    await look(start(third));
    expect(signIns()).toBe(before + 1);
  });

  test("the old one, still in the environment, is not tried again once it is over", async () => {
    const one = start();
    await one.rotateSecret(sandbox.controls.rotateSecret({ overlapMs: dayMs }));
    await look(one);
    await allNoted();
    expect(await states()).toContain("retired of the environment");
    sandbox.controls.rotateSecret({ overlapMs: 0 });
    const restarted = start();
    const before = signIns();
    expect(await failureOf(look(restarted))).toMatchObject({ kind: "denied" });
    expect(signIns()).toBe(before + 1);
  });
});

describe("a secret that only the environment holds", () => {
  test("has no row until its age is noted, and gets another one when another stands there", async () => {
    const one = start();
    await look(one);
    expect(await rows()).toEqual([]);
    expect(await readCredentials(one.config)).toMatchObject({
      credentials: [{ credentialId: "environment", state: "current", issuedAt: null }],
      rotationDueAt: null,
      expiresAt: null,
    });
    await inRecords((permit) => noteIssuedAt(permit, "2026-01-01T00:00:00Z", one.environment));
    expect(await readCredentials(one.config)).toMatchObject({
      credentials: [{ state: "current", source: "environment", issuedAt: "2026-01-01T00:00:00.000Z" }],
      rotationDueAt: "2026-12-02T00:00:00.000Z",
      expiresAt: "2027-01-01T00:00:00.000Z",
    });
    expect((await rows())[0]).toMatchObject({ sealed: null });
    const restarted = start(sandbox.controls.rotateSecret({ overlapMs: 0 }));
    expect(await readCredentials(restarted.config)).toMatchObject({
      credentials: [{ credentialId: "environment", state: "current" }, { state: "retired" }],
      rotationDueAt: null,
    });
    await look(restarted);
    await allNoted();
    expect((await states()).sort()).toEqual(["current of the environment", "retired of the environment"]);
  });

  test("cannot have been issued in the future", async () => {
    const tomorrow = new Date(Date.now() + 2 * dayMs).toISOString();
    await expect(
      inRecords((permit) => noteIssuedAt(permit, tomorrow, start().environment)),
    ).rejects.toMatchObject({ code: "invalid_input" });
  });
});

test("no secret lies in the database, in the audit history, in an answer or in the log", async () => {
  vi.mocked(currentSession).mockResolvedValue(sessionOf("admin"));
  const one = start();
  const handler = route(juniperAccess.rotate, ({ permit, body, actor, note }) =>
    rotateCredentials(permit, one.juniper, body, { actor, note, environment: one.environment }),
  );
  const send = async (clientSecret: string) => {
    const body = { kind: "client_secret", clientSecret };
    const response = await handler(...asked(juniperAccess.rotate, { body }));
    return { status: response.status, text: await response.text() };
  };
  const answers = [await send("canary-that-is-refused")];
  sandbox.setFault({ fault: "invalid_json", pathPrefix: TOKEN_PATH, times: 1 });
  answers.push(await send("canary-that-is-unclear"));
  answers.push(await send("canary-that-clashes"));
  const [candidate] = (await rows()).filter(({ state }) => state === "candidate");
  await inRecords((permit) => discardCredentials(permit, candidate?.id ?? "", { name: "ada" }));
  const next = sandbox.controls.rotateSecret({ overlapMs: dayMs });
  answers.push(await send(next));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 409, 200]);
  await look(one);
  // The vendor may quote whatever it was sent.
  sandbox.setFault({ fault: "server_error", pathPrefix: BASE_PATH, times: 2 });
  await failureOf(look(one));
  const everything = [await dumpOf(owner), log.text(), ...answers.map(({ text }) => text)].join("\n");
  expect(log.text()).toContain("new credentials tried");
  expect(everything).toContain("connections.rotate");
  for (const secret of [firstSecret, next, "canary-that"]) expect(everything).not.toContain(secret);
});
