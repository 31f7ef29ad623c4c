import { Agent, EventSource } from "undici";
import { afterEach, expect, test, vi } from "vitest";
import { endSession, startSession } from "@/lib/access/sessions";
import { makePerson } from "@/lib/access/testing";
import { testDatabase } from "@/lib/db/testing";
import { publish } from "@/lib/domain/events/publish";
import { eventStream } from "@/lib/http/event-stream";
import { cookieOf, serveRoute } from "@/lib/http/testing.event-server";
import { logger } from "@/lib/log";
import { attemptWith, keepStream, type LiveMessage } from "./events-stream";

vi.mock("next/headers", async () => (await import("@/lib/http/testing.event-server")).nextHeaders);

// The browser's side and the server's side of the stream, put together: a real EventSource on the real route.
const { owner } = await testDatabase();
logger().level = "silent";

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function connect() {
  const server = await serveRoute(eventStream({ heartbeatMs: 50, streamsPerPersonMax: 1 }));
  const person = await makePerson({ passwordHash: null });
  const sessionId = await startSession(person.id, null);
  const cookie = await cookieOf(sessionId);
  const agent = new Agent();
  // A browser adds the cookie by itself.
  const dispatcher = agent.compose((dispatch) => (options, handler) => {
    return dispatch({ ...options, headers: { ...options.headers, cookie } }, handler);
  });
  const told: (LiveMessage | boolean)[] = [];
  let attempts = 0;
  const open = () => {
    const stream = keepStream(
      attemptWith(() => {
        attempts += 1;
        const url = `http://127.0.0.1:${server.port}/api/v1/events`;
        return new EventSource(url, { node: { dispatcher } });
      }),
      { onMessage: (message) => told.push(message), onConnected: (connected) => told.push(connected) },
    );
    stops.push(() => stream.close());
    return stream;
  };
  stops.push(
    () => server.stop(),
    () => agent.destroy(),
  );
  const stream = open();
  const resync = { type: "resync" } as const;
  await vi.waitFor(() => expect(told).toEqual([true, resync]), 5_000);
  told.length = 0;
  return { sessionId, told, resync, stream, open, attempts: () => attempts };
}

const until = (condition: () => void) => vi.waitFor(condition, { timeout: 10_000, interval: 20 });

test("events arrive as what they are, and a gap on the server as a resync on the same connection", async () => {
  const { told, resync, attempts } = await connect();
  await publish({ type: "job", jobId: "job_1" });
  await publish({ type: "batch", batchId: 7 });
  await until(() =>
    expect(told).toEqual([
      { type: "job", jobId: "job_1" },
      { type: "batch", batchId: 7 },
    ]),
  );
  told.length = 0;
  await owner`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and query = 'listen "muniment_events"'`;
  await until(() => expect(told).toEqual([resync]));
  expect(attempts()).toBe(1);
});

test("after sign-out elsewhere it is disconnected, and the refusals that follow do not make it connected", async () => {
  const { sessionId, told, stream, attempts } = await connect();
  await endSession(sessionId);
  await until(() => expect(told).toEqual([false]));
  stream.retryNow();
  await until(() => expect(attempts()).toBeGreaterThanOrEqual(3));
  expect(told).toEqual([false]);
});

test("the stream that has to make room is told so and does not push the other out again", async () => {
  const { told, resync, open, attempts } = await connect();
  open();
  await until(() => expect(told).toEqual(expect.arrayContaining([false, true, resync])));
  await publish({ type: "batch", batchId: 7 });
  await until(() => expect(told.at(-1)).toEqual({ type: "batch", batchId: 7 }));
  // By now one that comes back after a second would have.
  await new Promise((resolve) => setTimeout(resolve, 1_200));
  expect(attempts()).toBe(2);
});
