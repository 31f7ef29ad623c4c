import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { db } from "@/lib/db/connection";
import { testDatabase } from "@/lib/db/testing";
import { answerThroughMemory, forgetFreshAnswers } from "@/lib/domain/last-answers/last-answers";
import { logger } from "@/lib/log";
import { closeClients, failureOf, permit } from "@/lib/vendors/http/testing/client";
import { answer, closeServers, recordingServer } from "@/lib/vendors/http/testing/recording-server";
import { activateLicense } from "@/lib/vendors/juniper/activations";
import { JuniperClient } from "@/lib/vendors/juniper/client";
import { listEntitlements } from "@/lib/vendors/juniper/entitlements";
import { good, identity, sampleActivation, tokenPath } from "@/lib/vendors/juniper/testing";
import { ledgerAdmission } from "./juniper-budget";
import { freeze, readLedger } from "./ledger";

const { owner } = await testDatabase();
logger().level = "silent";

let holder: string;
beforeEach(() => {
  holder = randomUUID();
  forgetFreshAnswers();
});

const clients = new Set<JuniperClient>();
afterEach(async () => {
  await Promise.all([...clients].map((client) => client.close()));
  clients.clear();
  await closeClients();
  await closeServers();
});

/** Two consoles with one client of Juniper's and so with one budget. */
async function consoles(limit: number, status = () => 200) {
  const server = await recordingServer(({ url }, response) => {
    if (url === tokenPath) return answer(response, { access_token: "a1", expires_in: 3600 });
    if (status() !== 200) return answer(response, "", status());
    const activation = { ...sampleActivation, serialNumber: "JN1" };
    answer(response, good({ entitlements: [], totalCount: server.requests.length, activation }));
  });
  const make = () => {
    const auth = {
      kind: "oauth2",
      tokenUrl: `${server.origin}${tokenPath}`,
      clientId: "c",
      clientSecret: "hidden-secret",
      style: "json",
    } as const;
    const config = { baseUrl: server.origin, auth, identity, tls: {}, hourlyLimit: limit };
    const client = new JuniperClient(
      config,
      ledgerAdmission(() => ({ holder, limit })),
    );
    clients.add(client);
    return client;
  };
  return { server, one: make(), other: make() };
}

const shape = z.object({ totalCount: z.number() });
const look = (juniper: JuniperClient, operationId: string) =>
  answerThroughMemory(
    { operationId, input: [], freshForMs: 0, keepLast: true },
    async () => shape.parse(await listEntitlements({ requestId: "req_x" }, juniper)),
    (kept) => shape.safeParse(kept).data,
  );
const change = (juniper: JuniperClient) =>
  activateLicense(permit(), juniper, { serialNumber: "JN1", of: { ssrn: "1521" } });

test("when it is short, lookups of every console are answered as before, with their age, and changes still go", async () => {
  // Of ten calls two are kept for changes and one for jobs: seven lookups, tokens included.
  const { server, one, other } = await consoles(10);
  const operationId = `test.${holder}`;
  let last = 0;
  for (let looks = 0; looks < 6; looks++) last = (await look(one, operationId)).value.totalCount;
  await vi.waitFor(async () => {
    const [row] =
      await owner`select body->>'totalCount' as n from last_answers where operation_id = ${operationId}`;
    expect(Number(row?.n)).toBe(last);
  });
  const used = server.requests.length;
  expect(used).toBe(7);
  const stale = await look(other, operationId);
  expect(stale.value.totalCount).toBe(last);
  expect(stale.staleBecause).toMatchObject({ kind: "busy", detail: "the calls of this hour are used up" });
  expect(stale.staleBecause?.retryAfterMs).toBeGreaterThan(3_500_000);
  // The other console has fetched its token, which a change may need.
  expect(server.requests).toHaveLength(used + 1);
  await change(one);
  await change(other);
  expect(server.requests).toHaveLength(used + 3);
  const { used: counted } = await readLedger(db(), { holder, limit: 10 });
  expect(counted).toBe(server.requests.length);
});

test("no console makes one call more than the limit, however many ask at once", async () => {
  const { server, one, other } = await consoles(12);
  await change(one);
  await change(other);
  const asked = Array.from({ length: 30 }, (_, index) => change(index % 2 === 0 ? one : other));
  const ended = await Promise.allSettled(asked);
  expect(ended.filter(({ status }) => status === "fulfilled")).toHaveLength(8);
  expect(server.requests).toHaveLength(12);
});

test("when somebody else has used the account up, lookups stop everywhere after the first refusal", async () => {
  let status = 200;
  const { server, one, other } = await consoles(300, () => status);
  await change(one);
  await change(other);
  status = 429;
  expect(await failureOf(listEntitlements({ requestId: "req_x" }, one))).toMatchObject({ kind: "busy" });
  const refused = server.requests.length;
  status = 200;
  for (const juniper of [one, other]) {
    expect(await failureOf(listEntitlements({ requestId: "req_x" }, juniper))).toMatchObject({
      kind: "busy",
      detail: "the vendor has had too many calls from this account",
    });
  }
  expect(server.requests).toHaveLength(refused);
  await change(other);
  await freeze(db(), holder, 0);
  const { frozenUntil } = await readLedger(db(), { holder, limit: 300 });
  expect((frozenUntil?.getTime() ?? 0) - Date.now()).toBeGreaterThan(3_500_000);
});
