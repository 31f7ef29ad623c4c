import { Writable } from "node:stream";
import pino from "pino";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { currentSession } from "@/lib/access/session";
import { e2eKeys } from "@/lib/contract/e2e-keys";
import { problemDocument } from "@/lib/contract/problem";
import { testDatabase } from "@/lib/db/testing";
import { listLookUps } from "@/lib/domain/e2e-keys/look-ups";
import { asked, sessionOf } from "@/lib/http/testing";
import { logger, logOptions } from "@/lib/log";
import { setVendorLog } from "@/lib/vendors/http/outcome";
import { processWide } from "@/lib/vendors/http/process-wide";
import { closeClients } from "@/lib/vendors/http/testing/client";
import { answer, closeServers, type Reply } from "@/lib/vendors/http/testing/recording-server";
import { ubloxStandIn } from "@/lib/vendors/ublox/testing";
import { POST as downlinkIntegrity } from "./downlink-integrity/route";
import { POST as downlinkProtection } from "./downlink-protection/route";
import { POST as symmetricKey } from "./symmetric-key/route";
import { POST as uplinkIntegrity } from "./uplink-integrity/route";
import { POST as uplinkProtection } from "./uplink-protection/route";

vi.mock("@/lib/access/session", () => ({ currentSession: vi.fn() }));

// The routes as they are, against a vendor that says what the test wants, with everything that is logged caught.
const { owner } = await testDatabase();
const key = "lTZfP2dO5IAXvJT8FlXV5A==";
const vector = "EQEBAIkoIrZnYX4vnjgCCC==";
const uid = "0002000089282245";
const reason = "Ticket 4711";

let reply: Reply;
let logged = "";

beforeAll(async () => {
  const { ublox } = await ubloxStandIn((request, response) => reply(request, response));
  processWide("ubloxClient", () => ublox);
  const caught = new Writable({
    write(chunk, _encoding, done) {
      logged += String(chunk);
      done();
    },
  });
  const log = pino({ ...logOptions, level: "trace" }, caught);
  Object.assign(globalThis, { munimentLogger: log });
  setVendorLog(log);
});
afterAll(async () => {
  setVendorLog(undefined);
  await closeClients();
  await closeServers();
});
beforeEach(() => {
  logged = "";
  vi.mocked(currentSession).mockResolvedValue(sessionOf("admin"));
});

const parameters = {
  CipherSuite: "AES_128_CCM",
  MACLength: 128,
  Key: key,
  EncryptionKey: key,
  AuthenticationKey: key,
  KIV: vector,
  ROTPublicUID: 2000089282245,
};
const header = { encryptedHeader: "1101000089282257621f7593c47f0000", reason };
const device = { rotPublicUid: uid, reason };
const keyIdentity = { keyId: "1101000005B52001443F8C16C7EC", keyLengthBits: 256, reason };

const reveals = [
  ["symmetricKey", symmetricKey, keyIdentity, { Key: key, ROTPublicUID: 2000089282245 }],
  ["uplinkProtection", uplinkProtection, header, parameters],
  ["uplinkIntegrity", uplinkIntegrity, header, parameters],
  ["downlinkProtection", downlinkProtection, device, parameters],
  ["downlinkIntegrity", downlinkIntegrity, device, parameters],
] as const;

/** Everything the database holds, as text: history, last answers, whatever else. */
async function everythingKept(): Promise<string> {
  const tables = await owner`select table_schema, table_name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`;
  const texts = await Promise.all(
    tables.map(async ({ table_schema, table_name }) =>
      JSON.stringify(
        await owner`select to_jsonb(t) as row from ${owner(table_schema)}.${owner(table_name)} t`,
      ),
    ),
  );
  return texts.join("\n");
}

/** The spellings in which a key could be found again. */
const spellings = [key, vector].flatMap((secret) => [
  secret.slice(0, 10),
  Buffer.from(secret, "base64").toString("hex"),
  encodeURIComponent(secret),
]);

async function expectNoTrace(...texts: string[]): Promise<void> {
  for (const text of [...texts, logged, await everythingKept()]) {
    for (const spelling of spellings) expect(text).not.toContain(spelling);
  }
}

test.each(reveals)(
  "%s hands out the key once, and keeps nothing of it",
  async (name, route, body, answered) => {
    reply = (_request, response) => answer(response, answered);
    const operation = e2eKeys[name];
    const response = await route(...asked(operation, { body }));
    expect(response.status).toBe(200);
    expect(response.headers.get("cache-control")).toBe("no-store");
    const revealed: unknown = await response.json();
    expect(JSON.stringify(revealed)).toContain(key);
    expect(revealed).toMatchObject({ rotPublicUid: uid });
    await expectNoTrace();
    const [row] = (await listLookUps({ size: 1 })).items;
    expect(row).toMatchObject({
      action: operation.operationId,
      outcome: "succeeded",
      actorName: "admin@example.com",
      detail: { statedReason: reason },
    });
    expect(logged).toContain("POST /e2e/");
  },
);

describe("the vendor's trouble", () => {
  // Whether it was billed is unknown where the vendor took the call: 504.
  const odd: [string, number, unknown, number][] = [
    ["an answer of another form", 200, { [key]: key, Keys: [key, vector] }, 504],
    ["an answer that breaks off", 200, `{"Key":"${key}","KIV":"${vector}`, 504],
    ["a refusal whose words hold a key", 400, { Message: `cannot use ${key} here` }, 422],
    ["a failure that holds one", 500, { Derived: key }, 504],
  ];
  test.each(reveals.flatMap((reveal) => odd.map((case_) => [reveal[0], case_[0], reveal, case_] as const)))(
    "%s: %s tells of no key",
    async (_name, _what, [name, route, body], [, status, answered, told]) => {
      reply = (_request, response) => answer(response, answered, status);
      const response = await route(...asked(e2eKeys[name], { body }));
      const text = await response.text();
      expect(problemDocument.parse(JSON.parse(text)).status).toBe(told);
      await expectNoTrace(text);
    },
  );
});

test("nothing is asked of the vendor, and the attempt is on record, while it is not sure who asks", async () => {
  reply = vi.fn();
  const confirmedAt = new Date(Date.now() - 6 * 60_000);
  vi.mocked(currentSession).mockResolvedValue(sessionOf("admin", { confirmedAt }));
  const why = "before anything was confirmed";
  const response = await symmetricKey(
    ...asked(e2eKeys.symmetricKey, { body: { ...keyIdentity, reason: why } }),
  );
  expect(await response.json()).toMatchObject({ status: 403, code: "confirmation_needed" });
  expect(reply).not.toHaveBeenCalled();
  expect((await listLookUps({ size: 1 })).items[0]).toMatchObject({
    outcome: "denied",
    subjectId: `key identity ${keyIdentity.keyId}`,
    detail: { code: "confirmation_needed", statedReason: why },
  });
});

test("the log of a device holds what was asked by its name and what turned out to be its own", async () => {
  reply = (_request, response) => answer(response, '{"Key":"c2VjcmV0","ROTPublicUID":9007199254740993}');
  await symmetricKey(...asked(e2eKeys.symmetricKey, { body: keyIdentity }));
  reply = (_request, response) => answer(response, { AuthenticationKey: "c2VjcmV0" });
  const body = { rotPublicUid: "9007199254740993", reason };
  await downlinkIntegrity(...asked(e2eKeys.downlinkIntegrity, { body }));
  const { items } = await listLookUps({ rotPublicUid: "9007199254740993", size: 10 });
  expect(items.map(({ action, outcome }) => [action, outcome])).toEqual([
    ["e2e.downlinkIntegrity", "succeeded"],
    ["e2e.symmetricKey", "succeeded"],
  ]);
  expect((await listLookUps({ rotPublicUid: "9007199254740992", size: 10 })).items).toEqual([]);
});

test("whatever holds a key is not written by the log either, should it get there", () => {
  logger().info({ Key: key, answer: { authenticationKey: key, deeper: { kiv: vector } } }, "told");
  expect(logged).toContain("[redacted]");
  for (const spelling of spellings) expect(logged).not.toContain(spelling);
});
