import { once } from "node:events";
import { createServer, connect as dial, type Socket } from "node:net";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { closeDatabase, openDatabase } from "@/lib/db/connection";
import { testDatabase } from "@/lib/db/testing";
import { logger } from "@/lib/log";
import { listen } from "./hub";
import type { Message } from "./mailbox";
import { publish } from "./publish";

const { owner, url } = await testDatabase();
logger().level = "silent";

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});
// Each test opens a database, and with it a hub, of its own.
beforeEach(() => openDatabase(url, 5));

function hear(): Message[] {
  const heard: Message[] = [];
  stops.push(listen((message) => heard.push(message)));
  return heard;
}

const resync = { type: "resync" };
const batch = (batchId: number) => ({ type: "batch", batchId }) as const;
const listeningBackends = () =>
  owner<{ pid: number }[]>`
    select pid from pg_stat_activity
    where datname = current_database() and query = 'listen "muniment_events"'`;

test("a listener is told when nothing is missed any more, and then of everything", async () => {
  const heard = hear();
  await vi.waitFor(() => expect(heard).toEqual([resync]));
  await publish(batch(1));
  await publish(batch(2));
  await vi.waitFor(() => expect(heard).toEqual([resync, batch(1), batch(2)]));
});

test("all listeners share one connection; one that has left hears nothing more", async () => {
  const [first, second] = [hear(), hear()];
  const left: Message[] = [];
  const leave = listen((message) => left.push(message));
  await vi.waitFor(() => expect([first.length, second.length, left.length]).toEqual([1, 1, 1]));
  leave();
  await publish(batch(1));
  await vi.waitFor(() =>
    expect([first, second]).toEqual([
      [resync, batch(1)],
      [resync, batch(1)],
    ]),
  );
  expect(left).toEqual([resync]);
  // Who comes while it is open is told at once.
  expect(hear()).toEqual([resync]);
  expect(await listeningBackends()).toHaveLength(1);
});

test("what another release of the console sends is passed over", async () => {
  const heard = hear();
  await vi.waitFor(() => expect(heard).toEqual([resync]));
  await owner`select pg_notify('muniment_events', '{"type":"moon"}')`;
  await publish(batch(1));
  await vi.waitFor(() => expect(heard).toEqual([resync, batch(1)]));
});

test("after its backend was ended it listens again, says so, and hears everything again", async () => {
  const heard = hear();
  await vi.waitFor(() => expect(heard).toEqual([resync]));
  for (let round = 1; round <= 3; round++) {
    heard.length = 0;
    for (const { pid } of await listeningBackends()) await owner`select pg_terminate_backend(${pid})`;
    await vi.waitFor(() => expect(heard).toEqual([resync]), 10_000);
    await publish(batch(round));
    await vi.waitFor(() => expect(heard).toEqual([resync, batch(round)]));
  }
  expect(await listeningBackends()).toHaveLength(1);
});

/** Stands between the console and Postgres, and can be taken away. */
async function startCable(target: URL) {
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = dial(Number(target.port), target.hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on("error", () => {}).on("close", () => sockets.delete(socket));
    }
    near.pipe(far).pipe(near);
  });
  const plug = async (port = 0) => {
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    return typeof address === "object" && address !== null ? address.port : 0;
  };
  const pull = async () => {
    if (!server.listening) return;
    const closed = once(server, "close");
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  const port = await plug();
  const through = new URL(target);
  through.port = String(port);
  return { url: through.href, pull, plugIn: () => plug(port) };
}

test("it comes back after Postgres was unreachable for a while, more than one attempt long", async () => {
  const cable = await startCable(new URL(url));
  await openDatabase(cable.url, 5);
  stops.push(cable.pull, closeDatabase);
  const heard = hear();
  await vi.waitFor(() => expect(heard).toEqual([resync]));
  await cable.pull();
  // Attempts are 0.1 to 1 s apart by then.
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  await cable.plugIn();
  await vi.waitFor(() => expect(heard).toEqual([resync, resync]), 15_000);
  await owner`select pg_notify('muniment_events', ${JSON.stringify(batch(1))})`;
  await vi.waitFor(() => expect(heard).toEqual([resync, resync, batch(1)]));
}, 30_000);

test("it begins although Postgres is away at first, and tells each listener once", async () => {
  const cable = await startCable(new URL(url));
  await openDatabase(cable.url, 5);
  stops.push(cable.pull, closeDatabase);
  await cable.pull();
  const warned = vi.spyOn(logger(), "warn");
  const heard = hear();
  await vi.waitFor(() => expect(warned).toHaveBeenCalled());
  const late = hear();
  await cable.plugIn();
  await vi.waitFor(() => expect(heard).toEqual([resync]), 15_000);
  await owner`select pg_notify('muniment_events', ${JSON.stringify(batch(1))})`;
  await vi.waitFor(() =>
    expect([heard, late]).toEqual([
      [resync, batch(1)],
      [resync, batch(1)],
    ]),
  );
}, 30_000);
