import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { hookReceivers } from "@/drizzle/schema/ublox";
import type { HookType } from "@/lib/contract/vendor-hooks";
import { db } from "@/lib/db/connection";
import { testDatabase } from "@/lib/db/testing";
import { type Env, env } from "@/lib/env";
import { logger } from "@/lib/log";
import { issueRecordsPermit } from "@/lib/operations/records-permit";
import { closeClients, permit, reading } from "@/lib/vendors/http/testing/client";
import { answer } from "@/lib/vendors/http/testing/recording-server";
import { ubloxStandIn } from "@/lib/vendors/ublox/testing";
import { connectReceiver, makeToken } from "./connect";
import { listReceivers } from "./receivers";
import { startReceivers } from "./testing";
import { createForeignHook, deleteHook, listHooks, updateForeignHook } from "./vendor-list";

await testDatabase();
logger().level = "silent";

const origin = "https://hooks.example.com";
const type = "DEVICE_ERRORS_EVENT";
const url = `${origin}/api/hooks/ublox/${type}`;

interface Hook {
  NotificationURL: string;
  NotificationType: string;
  AuthorizationToken: string;
}
/** What the vendor knows, and how it answers changes. */
let hooks: Hook[] = [];
let manner: "well" | "refuses" | "loses the answer" = "well";
let standIn: Awaited<ReturnType<typeof ubloxStandIn>>;
let receivers: Awaited<ReturnType<typeof startReceivers>>;
let envBefore: Env;
const holder = globalThis as { munimentEnv?: Env };

beforeAll(async () => {
  envBefore = env();
  receivers = await startReceivers();
  standIn = await ubloxStandIn((request, response) => {
    const act = request.url?.split("/").at(-1);
    if (act === "get") return answer(response, hooks);
    if (manner === "refuses") return answer(response, { message: "Not now." }, 400);
    const { NotificationURL, ...rest } = JSON.parse(request.text);
    if (act === "create") hooks.push({ NotificationURL, ...rest });
    if (act === "update") {
      hooks = hooks.map((hook) => (hook.NotificationURL === NotificationURL ? { ...hook, ...rest } : hook));
    }
    if (act === "delete") hooks = hooks.filter((hook) => hook.NotificationURL !== NotificationURL);
    if (manner === "loses the answer") response.destroy();
    else response.end();
  });
});
afterAll(async () => {
  await closeClients();
  await receivers.stop();
});
beforeEach(async () => {
  holder.munimentEnv = { ...envBefore, HOOKS_URL: origin };
  [hooks, manner] = [[], "well"];
  await db().delete(hookReceivers);
});
afterEach(() => {
  holder.munimentEnv = envBefore;
});

const connect = (of: HookType = type) =>
  connectReceiver(permit(), standIn.ublox, { type: of, note: () => {} });
const make = (of: HookType = type) =>
  db().transaction((tx) => makeToken(issueRecordsPermit({ requestId: "req_1", tx }), of));
const receiver = async () => {
  const found = (await listReceivers()).find((one) => one.type === type);
  if (found === undefined) throw new Error("It is not listed.");
  return found;
};
const setConnected = (connectedAt: Date) =>
  db().update(hookReceivers).set({ connectedAt }).where(eq(hookReceivers.type, type));

/** Whether our receiver takes a call of the vendor's, as it would send it now. */
async function isTaken(authorization = hooks[0]?.AuthorizationToken ?? ""): Promise<boolean> {
  const address = `http://127.0.0.1:${receivers.port}/api/hooks/ublox/${type}`;
  return (await fetch(address, { method: "POST", body: "{}", headers: { authorization } })).ok;
}

describe("connecting", () => {
  test("registers the hook with a token that is taken, and keeps no token", async () => {
    const made = await connect();
    expect(made).toEqual({ type, url, authorization: expect.stringMatching(/^Bearer [\w-]{43}$/) });
    expect(hooks).toEqual([
      { NotificationURL: url, NotificationType: type, AuthorizationToken: made.authorization },
    ]);
    expect(await isTaken()).toBe(true);
    const { connectedAt, tokenMadeAt, previousTokenTaken } = await receiver();
    expect(Date.parse(connectedAt ?? "")).toBeGreaterThanOrEqual(Date.parse(tokenMadeAt ?? ""));
    expect(previousTokenTaken).toBe(false);
    const [row] = await db().select().from(hookReceivers);
    expect(JSON.stringify(row)).not.toContain(made.authorization.slice("Bearer ".length));
  });

  test("again changes the token: the old one is over, and the memory has no break", async () => {
    const { authorization: old } = await connect();
    const since = new Date("2026-05-01T00:00:00Z");
    await setConnected(since);
    await connect();
    expect(hooks).toHaveLength(1);
    expect([await isTaken(), await isTaken(old)]).toEqual([true, false]);
    expect((await receiver()).connectedAt).toBe(since.toISOString());
  });

  test("again after somebody deleted the hook at the vendor begins the memory anew", async () => {
    await connect();
    await setConnected(new Date("2026-05-01T00:00:00Z"));
    hooks = [];
    await connect();
    expect(hooks).toHaveLength(1);
    expect(Date.parse((await receiver()).connectedAt ?? "")).toBeGreaterThan(Date.now() - 60_000);
  });

  test("that the vendor refuses leaves everything as it was", async () => {
    const { authorization: old } = await connect();
    const before = await receiver();
    manner = "refuses";
    await expect(connect()).rejects.toMatchObject({ kind: "refused" });
    expect(await isTaken(old)).toBe(true);
    expect(await receiver()).toEqual({
      ...before,
      eventCount: expect.anything(),
      repeatCount: expect.anything(),
      lastReceivedAt: expect.anything(),
    });
  });

  test("whose answer is lost takes every token that the vendor may know, however often it is lost", async () => {
    const { authorization: first } = await connect();
    manner = "loses the answer";
    await expect(connect()).rejects.toMatchObject({ mayHaveActed: true });
    const second = hooks[0]?.AuthorizationToken ?? "";
    await expect(connect()).rejects.toMatchObject({ mayHaveActed: true });
    expect(await Promise.all([isTaken(first), isTaken(second), isTaken()])).toEqual([true, true, true]);
    expect(await receiver()).toMatchObject({ previousTokenTaken: true });
    manner = "well";
    await connect();
    expect(await Promise.all([isTaken(first), isTaken(second), isTaken()])).toEqual([false, false, true]);
    expect(await receiver()).toMatchObject({ previousTokenTaken: false });
  });

  test("at the same time by several people leaves the vendor with a token that is taken", async () => {
    const attempts = await Promise.allSettled(Array.from({ length: 4 }, () => connect()));
    const refused = attempts.filter(({ status }) => status === "rejected");
    for (const one of refused) expect(one).toMatchObject({ reason: { code: "conflict" } });
    expect(refused.length).toBeLessThan(4);
    expect(hooks).toHaveLength(1);
    expect(await isTaken()).toBe(true);
  });

  test("is refused while the vendor could not call the address", async () => {
    holder.munimentEnv = { ...envBefore, HOOKS_URL: undefined, APP_URL: "http://localhost:3000" };
    await expect(connect()).rejects.toMatchObject({ code: "conflict" });
    expect((await receiver()).urlProblem).toContain("APP_URL is http://localhost:3000");
    expect((await receiver()).tokenMadeAt).toBeNull();
  });
});

describe("a token made by hand", () => {
  test("is the only one that is taken", async () => {
    const { authorization: old } = await connect();
    const { authorization } = await make();
    expect(await Promise.all([isTaken(old), isTaken(authorization)])).toEqual([false, true]);
    expect(await receiver()).toMatchObject({ connectedAt: null, previousTokenTaken: false });
  });

  test("counts as connected once it has arrived and the vendor lists the hook", async () => {
    const { authorization } = await make();
    hooks = [{ NotificationURL: url, NotificationType: type, AuthorizationToken: authorization }];
    await listHooks(reading, standIn.ublox);
    expect((await receiver()).connectedAt).toBeNull();
    await isTaken();
    await listHooks(reading, standIn.ublox);
    const { connectedAt, lastReceivedAt } = await receiver();
    expect(connectedAt).toBe(lastReceivedAt);
  });
});

describe("the vendor's list", () => {
  test("marks ours, however the vendor writes the address", async () => {
    await connect();
    hooks = [
      {
        NotificationURL: url.replace("hooks.example.com", "HOOKS.example.com:443"),
        NotificationType: type,
        AuthorizationToken: "",
      },
      { NotificationURL: `${url}/x`, NotificationType: type, AuthorizationToken: "" },
      { NotificationURL: "not an address", NotificationType: type, AuthorizationToken: "" },
    ];
    const { items } = await listHooks(reading, standIn.ublox);
    expect(items.map(({ ours }) => ours)).toEqual([true, false, false]);
    expect(JSON.stringify(items)).not.toContain("Authorization");
  });

  test("that ours has gone from ends the memory", async () => {
    await connect();
    await setConnected(new Date(Date.now() - 60_000));
    await listHooks(reading, standIn.ublox);
    expect((await receiver()).connectedAt).not.toBeNull();
    hooks = [];
    await listHooks(reading, standIn.ublox);
    expect((await receiver()).connectedAt).toBeNull();
  });

  test.each(["well", "loses the answer"] as const)(
    "deleting ours (vendor: %s) ends the memory",
    async (how) => {
      await connect();
      manner = how;
      await deleteHook(permit(), standIn.ublox, url).catch(() => {});
      expect(hooks).toEqual([]);
      expect((await receiver()).connectedAt).toBeNull();
    },
  );

  test("deleting ours that the vendor refuses changes nothing", async () => {
    await connect();
    manner = "refuses";
    await expect(deleteHook(permit(), standIn.ublox, url)).rejects.toMatchObject({ kind: "refused" });
    expect((await receiver()).connectedAt).not.toBeNull();
  });

  test("ours are not registered or changed by hand, others are", async () => {
    const foreign = { url: "https://events.example.com/x", type, authorization: "secret of theirs" } as const;
    await expect(createForeignHook(permit(), standIn.ublox, { ...foreign, url })).rejects.toMatchObject({
      code: "conflict",
    });
    await expect(updateForeignHook(permit(), standIn.ublox, { ...foreign, url })).rejects.toMatchObject({
      code: "conflict",
    });
    await createForeignHook(permit(), standIn.ublox, foreign);
    await updateForeignHook(permit(), standIn.ublox, { ...foreign, authorization: "another" });
    expect(hooks).toMatchObject([{ NotificationURL: foreign.url, AuthorizationToken: "another" }]);
  });
});
