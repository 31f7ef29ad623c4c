import { afterEach, describe, expect, test } from "vitest";
import { z } from "zod";
import type { Admission, Attempt } from "./admission";
import { issuePermit } from "./issue-permit";
import type { VendorConfig } from "./request";
import { jsonBody } from "./request-body";
import { bareClient, closeClients, failureOf, permit, reading, shortMs } from "./testing/client";
import { answer, closeServers, inTurn, type Reply, recordingServer, until } from "./testing/recording-server";

const anything = z.unknown();
const get = { method: "GET", path: "/thing/{id}", params: { id: 1 }, answer: anything } as const;
const create = { method: "POST", path: "/thing", body: jsonBody({ a: 1 }), answer: anything } as const;

afterEach(async () => {
  await closeClients();
  await closeServers();
});

/** Lets everything pass and remembers it; each part can be replaced. */
function counter(parts: Partial<Admission> = {}) {
  const seen = { attempts: [] as Attempt[], givenBack: 0, tooMany: [] as (number | undefined)[] };
  const admission: Admission = {
    async take(attempt) {
      seen.attempts.push(attempt);
      const giveBack = async () => {
        seen.givenBack += 1;
      };
      return { admitted: true, beginWithinMs: 5_000, giveBack };
    },
    async tooMany(retryAfterMs) {
      seen.tooMany.push(retryAfterMs);
    },
    ...parts,
  };
  return { admission, seen };
}

async function clientOf(reply: Reply, config: Partial<VendorConfig>) {
  const server = await recordingServer(reply);
  return { server, client: bareClient(server.origin, config) };
}

const fine: Reply = (_request, response) => answer(response, {});
const busy: Reply = (_request, response) => answer(response, {}, 503);

describe("every request is counted before it is made", () => {
  test("reads, changes and downloads, each in its lane, those of jobs apart", async () => {
    const { admission, seen } = counter();
    const { client } = await clientOf(fine, { admission });
    await client.read(reading, get);
    await client.write(permit(), create);
    await client.read({ ...reading, background: true }, get);
    await client.write(issuePermit({ requestId: "req_job", auditId: "a", background: true }), create);
    const { body } = await client.download(permit(), { method: "GET", path: "/file" });
    body.resume();
    expect(seen.attempts.map(({ lane, call }) => `${lane} ${call}`)).toEqual([
      "read GET /thing/{id}",
      "change POST /thing",
      "job GET /thing/{id}",
      "job POST /thing",
      "change GET /file",
    ]);
    expect(seen.attempts[3]?.requestId).toBe("req_job");
  });

  test("repeats too, each with a body of its own", async () => {
    const { admission, seen } = counter();
    const { client, server } = await clientOf(inTurn(busy, busy, fine), { admission });
    let made = 0;
    const body = () => {
      made += 1;
      return jsonBody({ made });
    };
    await client.read(reading, { ...get, method: "POST", body });
    expect(server.requests.map(({ text }) => text)).toEqual(['{"made":1}', '{"made":2}', '{"made":3}']);
    expect(seen.attempts).toHaveLength(3);
  });
});

describe("when it is not the time", () => {
  test("nothing is sent, and it is told when it will be", async () => {
    const { admission } = counter({
      take: async () => ({ admitted: false, retryAfterMs: 60_000, detail: "used up" }),
    });
    const { client, server } = await clientOf(fine, { admission });
    for (const call of [client.read(reading, get), client.write(permit(), create)]) {
      const error = await failureOf(call);
      expect(error).toMatchObject({
        kind: "busy",
        retryAfterMs: 60_000,
        detail: "used up",
        mayHaveActed: false,
      });
    }
    expect(server.requests).toEqual([]);
  });

  test("a read waits for a time that is near", async () => {
    let asked = 0;
    const near = counter();
    const take: Admission["take"] = async (attempt) => {
      asked += 1;
      return asked === 1
        ? { admitted: false, retryAfterMs: 10, detail: "not yet" }
        : await near.admission.take(attempt);
    };
    const { client, server } = await clientOf(fine, { admission: { ...near.admission, take } });
    await client.read(reading, get);
    expect([asked, server.requests.length]).toEqual([2, 1]);
  });

  test("a vendor that is left alone is not thought to be back because of it", async () => {
    let isFull = false;
    const open = counter();
    const take: Admission["take"] = async (attempt) =>
      isFull ? { admitted: false, retryAfterMs: 60_000, detail: "full" } : await open.admission.take(attempt);
    const limits = { circuitThreshold: 1, circuitOpenMs: 200, readRepeats: 0 };
    const { client } = await clientOf((_request, response) => answer(response, {}, 500), {
      admission: { ...open.admission, take },
      limits,
    });
    await failureOf(client.read(reading, get));
    await new Promise((resolve) => setTimeout(resolve, 220));
    isFull = true;
    expect(await failureOf(client.read(reading, get))).toMatchObject({ kind: "busy" });
    // The trial showed nothing, so it stays left alone.
    expect(await failureOf(client.read(reading, get))).toMatchObject({ kind: "unavailable" });
  });
});

describe("a turn that was not used", () => {
  test("is given back when no connection could be made", async () => {
    const { admission, seen } = counter();
    const { client, server } = await clientOf(fine, { admission });
    await server.close();
    expect(await failureOf(client.write(permit(), create))).toMatchObject({ kind: "unavailable" });
    expect([seen.attempts.length, seen.givenBack]).toEqual([1, 1]);
  });

  test("is kept when something was sent", async () => {
    const { admission, seen } = counter();
    const { client } = await clientOf((_request, response) => response.socket?.resetAndDestroy(), {
      admission,
    });
    await failureOf(client.write(permit(), create));
    expect(seen.givenBack).toBe(0);
  });

  test("is over after its time: what waited for a connection meanwhile is not sent", async () => {
    const { admission, seen } = counter();
    // Only the second one's time is short: the first has to make its connection, however busy the machine is.
    const take: Admission["take"] = async (attempt) => {
      const turn = await admission.take(attempt);
      return turn.admitted && seen.attempts.length === 2 ? { ...turn, beginWithinMs: 20 } : turn;
    };
    const held: (() => void)[] = [];
    const { client, server } = await clientOf(
      (_request, response) => void held.push(() => answer(response, {})),
      { admission: { ...admission, take }, limits: { writeConnections: 1 } },
    );
    const first = client.write(permit(), create);
    await until(() => held.length === 1);
    const second = failureOf(client.write(permit(), create));
    await until(() => seen.attempts.length === 2);
    await new Promise((resolve) => setTimeout(resolve, 40));
    for (const release of held) release();
    await first;
    expect(await second).toMatchObject({ kind: "busy", mayHaveActed: false });
    expect([server.requests.length, seen.givenBack]).toEqual([1, 1]);
  });

  test("is given back when whoever asked did not wait for it", async () => {
    const { admission, seen } = counter();
    let grant = () => {};
    const granted = new Promise<void>((resolve) => {
      grant = resolve;
    });
    const take: Admission["take"] = async (attempt) => {
      await granted;
      return await admission.take(attempt);
    };
    const { client, server } = await clientOf(fine, {
      admission: { ...admission, take },
      limits: { writeDeadlineMs: shortMs },
    });
    expect(await failureOf(client.write(permit(), create))).toMatchObject({
      kind: "timeout",
      mayHaveActed: false,
    });
    grant();
    await until(() => seen.givenBack === 1);
    expect(server.requests).toEqual([]);
  });
});

test("what counting failed with is what is told, whatever it looks like", async () => {
  const trouble = Object.assign(new Error("database"), { code: "ECONNREFUSED" });
  const { admission } = counter({ take: () => Promise.reject(trouble) });
  const { client, server } = await clientOf(fine, { admission });
  await expect(client.read(reading, get)).rejects.toBe(trouble);
  await expect(client.write(permit(), create)).rejects.toBe(trouble);
  expect(server.requests).toEqual([]);
});

test("a vendor that has had too many is told on, with the time it names", async () => {
  const { admission, seen } = counter();
  const { client } = await clientOf(
    (_request, response) => answer(response, {}, 429, { "retry-after": "7200" }),
    { admission, classify: ({ status }) => (status === 429 ? { kind: "busy", tooMany: true } : undefined) },
  );
  await failureOf(client.write(permit(), create));
  expect(seen.tooMany).toEqual([7_200_000]);
});
