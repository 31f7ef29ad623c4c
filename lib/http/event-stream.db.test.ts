import { once } from "node:events";
import { Agent, type IncomingMessage, request as send } from "node:http";
import { connect } from "node:net";
import { json } from "node:stream/consumers";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { sessions, users } from "@/drizzle/schema/people";
import type { Role } from "@/lib/access/permissions";
import { endSession, startSession } from "@/lib/access/sessions";
import { makePerson } from "@/lib/access/testing";
import { problemDocument } from "@/lib/contract/problem";
import { closeDatabase, db, openDatabase } from "@/lib/db/connection";
import { testDatabase } from "@/lib/db/testing";
import { publish } from "@/lib/domain/events/publish";
import { logger } from "@/lib/log";
import type { HttpServer } from "@/lib/scripts/support/http-server";
import { eventStream } from "./event-stream";
import { cookieOf, serveRoute } from "./testing.event-server";

vi.mock("next/headers", async () => (await import("./testing.event-server")).nextHeaders);

const { owner, url } = await testDatabase();
logger().level = "silent";

const heartbeatMs = 100;
let server: HttpServer;
const agent = new Agent({ keepAlive: true });

beforeEach(async () => {
  server = await serveRoute(eventStream({ heartbeatMs, streamsPerPersonMax: 3 }));
});
afterEach(async () => {
  await server.stop();
  expect(streamsOpen()).toBe(0);
});

/** How many streams the process still counts, and how many wait to be told of its end. */
function streamsOpen(): number {
  const { munimentEventStreams: people, munimentWhenDraining: waiting } = globalThis as {
    munimentEventStreams?: Map<string, Set<unknown>>;
    munimentWhenDraining?: Set<unknown>;
  };
  expect(waiting?.size ?? 0).toBe([...(people?.values() ?? [])].reduce((sum, { size }) => sum + size, 0));
  return waiting?.size ?? 0;
}

const listenersOf = () =>
  (globalThis as { munimentEventHub?: { listeners: Set<unknown> } }).munimentEventHub?.listeners.size ?? 0;

async function signIn(role: Role = "admin") {
  const person = await makePerson({ role, passwordHash: null });
  const sessionId = await startSession(person.id, null);
  return { userId: person.id, sessionId, cookie: await cookieOf(sessionId) };
}

interface Heard {
  response: IncomingMessage;
  /** Everything that came, as it came. */
  text(): string;
  /** Events in the order they came; named ones by their name. */
  events(): unknown[];
  /** How many events have come. */
  count(): number;
  isOver(): boolean;
}

async function ask(cookie: string | undefined, method = "GET"): Promise<IncomingMessage> {
  const headers = { "accept-encoding": "gzip, br", ...(cookie === undefined ? {} : { cookie }) };
  const request = send({
    host: "127.0.0.1",
    port: server.port,
    path: "/api/v1/events",
    method,
    headers,
    agent,
  });
  request.end();
  const [response]: IncomingMessage[] = await once(request, "response");
  if (response === undefined) throw new Error("no answer");
  return response;
}

async function problemOf(response: IncomingMessage) {
  expect(response.headers["content-type"]).toBe("application/problem+json");
  return problemDocument.parse(await json(response));
}

async function hear(cookie: string): Promise<Heard> {
  const response = await ask(cookie);
  expect(response.statusCode).toBe(200);
  let text = "";
  let count = 0;
  let over = false;
  response.setEncoding("utf8").on("data", (chunk: string) => {
    text += chunk;
    // Each has one brace, which no border between chunks can cut.
    count += chunk.split("{").length - 1;
  });
  response.on("close", () => {
    over = true;
  });
  response.on("error", () => {});
  return {
    response,
    text: () => text,
    events: () =>
      text
        .split("\n\n")
        .flatMap((block) => /^event: (\w+)/.exec(block)?.[1] ?? /^data: (.*)/.exec(block)?.[1] ?? [])
        .map((found) => (found.startsWith("{") ? JSON.parse(found) : found)),
    count: () => count,
    isOver: () => over,
  };
}

/** Open, and missing nothing any more. */
async function hearFromTheStart(cookie: string): Promise<Heard> {
  const heard = await hear(cookie);
  await vi.waitFor(() => expect(heard.events()).toEqual(["resync"]), 5_000);
  return heard;
}

const until = (condition: () => void) => vi.waitFor(condition, { timeout: 10_000, interval: 10 });
const batch = (batchId: number) => ({ type: "batch", batchId }) as const;

test("the stream is what browsers and proxies take for one, and nobody keeps, compresses or holds it back", async () => {
  const { cookie } = await signIn();
  const heard = await hearFromTheStart(cookie);
  expect(heard.response.headers).toMatchObject({
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-store, no-transform",
    "x-accel-buffering": "no",
    "x-request-id": expect.stringMatching(/^req_/),
  });
  expect(heard.response.headers["content-encoding"]).toBeUndefined();
  expect(heard.text()).toMatch(/^retry: 5000\n\n/);
  await until(() => expect(heard.text()).toContain("\n\n: still here\n\n"));
});

test("whoever is not signed in gets the problem that says so", async () => {
  for (const cookie of [undefined, await cookieOf("no such session")]) {
    const response = await ask(cookie);
    expect(response.statusCode).toBe(401);
    expect((await problemOf(response)).code).toBe("unauthenticated");
  }
});

test("while the database is away nobody is let in, and the problem names it", async () => {
  const { cookie } = await signIn();
  await db().$client.end();
  const response = await ask(cookie).finally(() => openDatabase(url, 5));
  expect(response.statusCode).toBe(503);
  expect((await problemOf(response)).code).toBe("database_unavailable");
});

test("asking for the head of it opens nothing", async () => {
  const { cookie } = await signIn();
  const response = await ask(cookie, "HEAD");
  expect(response.statusCode).toBe(200);
  expect(response.headers["content-type"]).toContain("text/event-stream");
  response.resume();
  await once(response, "end");
  expect(streamsOpen()).toBe(0);
});

test("each person is told what the role may know, and of own notices only", async () => {
  const [admin, support, requester] = [
    await signIn("admin"),
    await signIn("support"),
    await signIn("requester"),
  ];
  const [toAdmin, toSupport, toRequester] = [
    await hearFromTheStart(admin.cookie),
    await hearFromTheStart(support.cookie),
    await hearFromTheStart(requester.cookie),
  ];
  const told = [
    { type: "job", jobId: "job_1" },
    batch(1),
    { type: "notice", userId: admin.userId },
    { type: "notice", userId: support.userId },
    { type: "notice", userId: requester.userId },
  ] as const;
  for (const event of told) await publish(event);
  await until(() => expect(toRequester.events()).toEqual(["resync", told[4]]));
  await until(() => expect(toAdmin.events()).toEqual(["resync", told[0], told[1], told[2]]));
  await until(() => expect(toSupport.events()).toEqual(["resync", told[0], told[1], told[3]]));
});

test("a session that was ended elsewhere ends its stream, and no other", async () => {
  const [leaving, staying] = [await signIn(), await signIn()];
  const [ending, going] = [await hearFromTheStart(leaving.cookie), await hearFromTheStart(staying.cookie)];
  await endSession(leaving.sessionId);
  await until(() => expect(ending.isOver()).toBe(true));
  await publish(batch(1));
  await until(() => expect(going.events()).toEqual(["resync", batch(1)]));
  expect(ending.response.complete).toBe(true);
  expect(ending.events()).toEqual(["resync"]);
  expect((await ask(leaving.cookie)).resume().statusCode).toBe(401);
});

test.each([
  ["a disabled account", { state: "disabled" }],
  ["another role", { role: "requester" }],
])("%s ends the stream", async (_what, change) => {
  const { userId, cookie } = await signIn();
  const heard = await hearFromTheStart(cookie);
  await db().update(users).set(change).where(eq(users.id, userId));
  await until(() => expect(heard.isOver()).toBe(true));
});

test("a session that cannot be looked up ends the stream: nothing is told on an old word", async () => {
  const { cookie } = await signIn();
  const heard = await hearFromTheStart(cookie);
  await closeDatabase();
  await until(() => expect(heard.isOver()).toBe(true)).finally(() => openDatabase(url, 5));
});

test("after the listening backend was ended, pages are told to ask for everything, and events go on", async () => {
  const { cookie } = await signIn();
  const heard = await hearFromTheStart(cookie);
  const ended = await owner`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and query = 'listen "muniment_events"'`;
  expect(ended).toHaveLength(1);
  await until(() => expect(heard.events()).toEqual(["resync", "resync"]));
  await publish(batch(1));
  await until(() => expect(heard.events()).toEqual(["resync", "resync", batch(1)]));
});

test("an open page, and one that comes back, keep no session from running idle", async () => {
  const { sessionId, cookie } = await signIn();
  const longAgo = new Date(Date.now() - 90 * 60_000);
  await db().update(sessions).set({ lastSeenAt: longAgo }).where(eq(sessions.id, sessionId));
  const heard = await hearFromTheStart(cookie);
  await until(() => expect(heard.text()).toContain(": still here"));
  const [row] = await db().select().from(sessions).where(eq(sessions.id, sessionId));
  expect(row?.lastSeenAt).toEqual(longAgo);
  await db()
    .update(sessions)
    .set({ lastSeenAt: new Date(longAgo.getTime() - 60 * 60_000) })
    .where(eq(sessions.id, sessionId));
  await until(() => expect(heard.isOver()).toBe(true));
});

test("one stream too many ends the person's oldest, which is told so; other people's stay", async () => {
  const [busy, other] = [await signIn(), await signIn()];
  const untouched = await hearFromTheStart(other.cookie);
  const streams: Heard[] = [];
  for (let number = 0; number < 5; number++) streams.push(await hearFromTheStart(busy.cookie));
  await until(() => expect(streams.map(({ isOver }) => isOver())).toEqual([true, true, false, false, false]));
  expect(streams[0]?.events()).toEqual(["resync", "displaced"]);
  expect(streams[2]?.events()).toEqual(["resync"]);
  expect(untouched.isOver()).toBe(false);
  expect(streamsOpen()).toBe(4);
});

test("the server stops without waiting for open streams, and they end in order", async () => {
  const streams = await Promise.all([1, 2, 3].map(async () => hearFromTheStart((await signIn()).cookie)));
  const startedAtMs = performance.now();
  await server.stop();
  expect(performance.now() - startedAtMs).toBeLessThan(2_000);
  for (const { response } of streams) expect(response.complete).toBe(true);
});

test("a stream that is asked for while the server stops ends at once", async () => {
  const { cookie } = await signIn();
  // A connection that was open before may still bring requests.
  (await ask(undefined)).resume();
  Object.assign(globalThis, { munimentIsDraining: true });
  const heard = await hear(cookie);
  await until(() => expect(heard.isOver()).toBe(true));
  expect(streamsOpen()).toBe(0);
});

test("a page that does not read costs no memory: it is told to ask for everything when it reads again", async () => {
  const { cookie } = await signIn();
  const [lazy, awake] = [await hearFromTheStart(cookie), await hearFromTheStart(cookie)];
  lazy.response.pause();
  // 28 MB in all, far more than the sockets between the two hold.
  const [bursts, jobsPerBurst] = [200, 20];
  for (let burst = 1; burst <= bursts; burst++) {
    await owner`
      select pg_notify('muniment_events', json_build_object('type', 'job', 'jobId', ${burst} || repeat('x', 7000) || job)::text)
      from generate_series(1, ${jobsPerBurst}::int) as job`;
    await until(() => expect(awake.count()).toBe(1 + burst * jobsPerBurst));
  }
  lazy.response.resume();
  await publish(batch(1));
  await until(() => expect(lazy.text()).toContain('"batchId":1}'));
  const [missed, heard] = [lazy.events(), awake.events()];
  expect(missed.filter((event) => event === "resync")).toHaveLength(2);
  expect(heard.filter((event) => event === "resync")).toHaveLength(1);
  // What the sockets held, one word for the rest, and what came after.
  expect(missed.length).toBeLessThan(heard.length / 2);
  expect(missed.slice(-2)).toEqual(["resync", batch(1)]);
}, 60_000);

test("200 streams come and go, politely or not, and nothing of them stays", async () => {
  const people = await Promise.all(Array.from({ length: 100 }, () => signIn()));
  const before = listenersOf();
  const streams = await Promise.all(
    people.flatMap(({ cookie }) => [hearFromTheStart(cookie), hearFromTheStart(cookie)]),
  );
  expect(streamsOpen()).toBe(200);
  expect(listenersOf()).toBe(before + 200);
  await publish(batch(1));
  await until(() => {
    for (const heard of streams) expect(heard.events()).toEqual(["resync", batch(1)]);
  });
  for (const { response } of streams) response.destroy();
  await until(() => expect(streamsOpen()).toBe(0));
  expect(listenersOf()).toBe(before);
}, 60_000);

test("a client that leaves before its answer leaves nothing behind", async () => {
  const { cookie } = await signIn();
  for (let times = 0; times < 20; times++) {
    const socket = connect(server.port, "127.0.0.1");
    socket.write(`GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\nCookie: ${cookie}\r\n\r\n`);
    await once(socket, "connect");
    setTimeout(() => socket.destroy(), times);
    await once(socket, "close");
  }
  await until(() => expect(streamsOpen()).toBe(0));
  expect(await hearFromTheStart(cookie)).toBeDefined();
});
