import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { vendorCalls } from "@/drizzle/schema/juniper";
import { db } from "@/lib/db/connection";
import { testDatabase } from "@/lib/db/testing";
import { watchConnections } from "@/lib/domain/connection-health/connection-health";
import { rotateCredentials } from "@/lib/domain/juniper-access/credentials/rotate";
import { proveWithStoredCredentials } from "@/lib/domain/juniper-access/credentials/supply";
import { countJuniperCalls } from "@/lib/domain/vendor-budget/juniper-budget";
import { type Env, env } from "@/lib/env";
import { logger } from "@/lib/log";
import { startJuniperSandbox } from "@/lib/sandbox";
import { juniperCredentials } from "@/lib/sandbox/credentials";
import { BASE_PATH, TOKEN_PATH } from "@/lib/sandbox/juniper/wire";
import { issuePermit } from "@/lib/vendors/http/issue-permit";
import { closeClients, closing } from "@/lib/vendors/http/testing/client";
import { juniper } from "@/lib/vendors/juniper/client";
import { listConnections, testConnection } from "./connections";

await testDatabase();
logger().level = "silent";

const holder = globalThis as { munimentEnv?: Env };
const envBefore = env();
let stopWatching: () => void;
let sandbox: Awaited<ReturnType<typeof startJuniperSandbox>>;

beforeAll(async () => {
  sandbox = await startJuniperSandbox();
  holder.munimentEnv = {
    ...envBefore,
    JUNIPER_BASE_URL: `${sandbox.origin}${BASE_PATH}`,
    JUNIPER_AUTH: "oauth2",
    JUNIPER_TOKEN_URL: `${sandbox.origin}${TOKEN_PATH}`,
    JUNIPER_CLIENT_ID: juniperCredentials.clientId,
    JUNIPER_CLIENT_SECRET: juniperCredentials.clientSecret,
    JUNIPER_SAP_BP_ID: juniperCredentials.sapbpID,
    JUNIPER_CONTACT_ID: juniperCredentials.contactID,
    JUNIPER_CUSTOMER_GROUP_ID: juniperCredentials.customerGroupID,
    JUNIPER_ACCOUNT_IDS: [...juniperCredentials.accountIds],
    JUNIPER_USER_EMAIL: juniperCredentials.userEmail,
    JUNIPER_CUSTOMER_ID: juniperCredentials.customerId,
    JUNIPER_GROUP_ID: juniperCredentials.groupId,
    JUNIPER_HOURLY_LIMIT: 20,
  };
  stopWatching = watchConnections();
  countJuniperCalls();
  proveWithStoredCredentials();
  closing(juniper());
});
afterAll(async () => {
  stopWatching();
  await closeClients();
  for (const name of ["juniperClient", "juniperCredentials", "vendorAdmissions"])
    Reflect.deleteProperty(globalThis, Symbol.for(`muniment.${name}`));
  holder.munimentEnv = envBefore;
  await sandbox.stop();
});

const permit = () => issuePermit({ requestId: "req_1", auditId: "aud_1", askedBy: "ada@example.com" });
const look = () => testConnection(permit(), "juniper", () => {});
const counted = async () =>
  (await db().select().from(vendorCalls).orderBy(vendorCalls.id)).map(({ lane, call, askedBy }) => ({
    lane,
    call,
    askedBy,
  }));

test("testing Juniper's connection counts in the budget, and uses what was rotated to", async () => {
  expect(await look()).toMatchObject({
    working: true,
    words: expect.stringMatching(/lists \d+ entitlements/),
  });
  const ofATest = { lane: "read", call: "POST /entitlements/query", askedBy: "ada@example.com" };
  const ofASignIn = { lane: "change", call: `POST ${TOKEN_PATH}` };
  expect(await counted()).toEqual([{ ...ofASignIn, askedBy: null }, ofATest]);

  const refused = await rotateCredentials(
    permit(),
    juniper(),
    { kind: "client_secret", clientSecret: "mistyped" },
    { actor: { name: "ada@example.com" }, note: () => {} },
  );
  expect(refused.outcome).toBe("refused");
  // What was tried says nothing about what is in use.
  await vi.waitFor(async () => {
    const [connection] = (await listConnections()).filter(({ vendor }) => vendor === "juniper");
    expect(connection).toMatchObject({ state: "working", lastError: null, token: expect.anything() });
  });

  const clientSecret = sandbox.controls.rotateSecret({ overlapMs: 0 });
  const rotated = await rotateCredentials(
    permit(),
    juniper(),
    { kind: "client_secret", clientSecret },
    { actor: { name: "ada@example.com" }, note: () => {} },
  );
  expect(rotated.outcome).toBe("accepted");
  expect(await look()).toMatchObject({ working: true });
  expect((await counted()).slice(2)).toEqual([
    { ...ofASignIn, askedBy: "ada@example.com" },
    { ...ofASignIn, askedBy: "ada@example.com" },
    ofATest,
  ]);
});

test("a test that the budget keeps back says so, and does not say that the connection fails", async () => {
  let last = await look();
  for (let looks = 0; last.working && looks < 30; looks++) last = await look();
  expect(last).toMatchObject({
    working: false,
    words: "It was not asked: the calls of this hour are used up.",
  });
  expect(sandbox.calls().every(({ status }) => status !== 429)).toBe(true);
});
