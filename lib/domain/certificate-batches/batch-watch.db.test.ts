import { spawn } from "node:child_process";
import { once } from "node:events";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { ConsoleEvent } from "@/lib/contract/events";
import { testDatabase } from "@/lib/db/testing";
import { listen } from "@/lib/domain/events/hub";
import { logger } from "@/lib/log";
import type { Sandbox } from "@/lib/sandbox";
import { readBatch } from "./read-batches";
import { sandboxWithClient } from "./testing/sandbox";
import { looksOf, orderer, orderOf, orderWatched, watching } from "./testing/watching";
import { watchOrder } from "./watched-batches";

const { url, owner } = await testDatabase();
const { makeDue, look, watches, notices, forget } = watching(owner);
// Failures are what some of these tests make; the log need not tell of them.
logger().level = "silent";

const reading = { requestId: "req_test" };
/** Longer than a new batch waits in the sandbox. */
const issuedMs = 120_000;

beforeEach(forget);

/** Counts what was asked from now on. */
function countingLooks(sandbox: Sandbox): () => string[] {
  const before = looksOf(sandbox).length;
  return () => looksOf(sandbox).slice(before);
}

/** What open pages hear while the test runs. */
async function listening() {
  const events: (ConsoleEvent & { atMs: number })[] = [];
  const ready = Promise.withResolvers<void>();
  const stop = listen((message) => {
    if (message.type === "resync") ready.resolve();
    else events.push({ ...message, atMs: performance.now() });
  });
  stops.push(stop);
  await ready.promise;
  return events;
}

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

describe("the person who ordered a batch", () => {
  test("is told once when it is ready, by whichever look sees it first", async () => {
    const { sandbox, client } = await sandboxWithClient();
    const { batchId } = await orderWatched(client, "Line 4");
    await makeDue();
    await look(client);
    expect(await notices()).toEqual([]);
    sandbox.clock.advance(issuedMs);
    await makeDue();
    const readers = Array.from({ length: 5 }, () => readBatch(reading, client, { batchId }));
    await Promise.all([look(client), look(client), ...readers]);
    await makeDue();
    await look(client);
    await readBatch(reading, client, { batchId });
    expect(await notices()).toEqual([
      {
        userId: orderer.id,
        kind: "good",
        title: "Line 4 is ready for download",
        words: "Sectigo has issued 1 certificate.",
        href: `/batches/${batchId}`,
      },
    ]);
    expect(await watches()).toMatchObject([{ status: "Ready for Download", ended: true }]);
  });

  test.each([
    ["failed", "failed", "needs attention", "The issuing service refused the batch"],
    ["issued_partly", "attention", "was issued in part", "holds what was issued"],
  ] as const)("is told when it ends as %s", async (batchOutcome, kind, title, words) => {
    const { sandbox, client } = await sandboxWithClient({ batchOutcome });
    await orderWatched(client, "Line 4");
    sandbox.clock.advance(issuedMs);
    await makeDue();
    await look(client);
    expect(await notices()).toEqual([
      expect.objectContaining({ kind, title: `Line 4 ${title}`, words: expect.stringContaining(words) }),
    ]);
  });

  test("is told when it can be downloaded, not when its status says so", async () => {
    const { sandbox, client } = await sandboxWithClient({ batchOutcome: "ready_late", batchDelayMs: 60_000 });
    await orderWatched(client, "Line 4");
    sandbox.clock.advance(61_000);
    await makeDue();
    await look(client);
    expect(await watches()).toMatchObject([{ status: "Ready for Download", ended: false }]);
    expect(await notices()).toEqual([]);
    sandbox.clock.advance(30_000);
    await makeDue();
    await look(client);
    expect(await notices()).toMatchObject([{ kind: "good" }]);
  });

  test("is told also when a page saw the batch waiting, and ready, before its watch was begun", async () => {
    const { sandbox, client } = await sandboxWithClient();
    const { batchId } = await orderWatched(client, "Line 4");
    await forget();
    const waiting = await readBatch(reading, client, { batchId });
    expect(await watches()).toMatchObject([{ forUserId: null, ended: false }]);
    sandbox.clock.advance(issuedMs);
    await readBatch(reading, client, { batchId });
    expect(await watches()).toMatchObject([{ forUserId: null, ended: true }]);
    await watchOrder(waiting, 11, orderer);
    await makeDue();
    await look(client);
    expect(await notices()).toMatchObject([{ userId: orderer.id, kind: "good" }]);
  });

  test("stays the one who is told, whoever orders or looks later", async () => {
    const { client } = await sandboxWithClient();
    const batch = await orderWatched(client, "Line 4");
    await watchOrder(batch, 11, { ...orderer, id: "usr_other" });
    await readBatch(reading, client, batch);
    expect(await watches()).toMatchObject([{ forUserId: orderer.id }]);
  });

  test("is told that it needs attention when it has waited for three days, and nobody looks any more", async () => {
    const { sandbox, client } = await sandboxWithClient({ batchDelayMs: 86_400_000 });
    const { batchId, orderNumber } = await orderWatched(client, "Line 4");
    await owner`update watches set created_at = now() - interval '71 hours'`;
    await makeDue();
    await look(client);
    expect(await notices()).toEqual([]);
    await owner`update watches set created_at = now() - interval '73 hours'`;
    await makeDue();
    await look(client);
    expect(await notices()).toMatchObject([
      {
        kind: "attention",
        title: "Line 4 needs attention",
        words: expect.stringContaining(`“Pending” for three days. It is not looked at by itself any more`),
      },
    ]);
    expect((await notices())[0]?.words).toContain(`order ${orderNumber}`);
    const looks = countingLooks(sandbox);
    await makeDue();
    await look(client);
    expect(looks()).toEqual([]);
    // Whoever opens it still sees it, and does not bring the watch back.
    await readBatch(reading, client, { batchId });
    expect(await watches()).toMatchObject([{ ended: true }]);
  });

  test("is told when Sectigo does not know it any more, but not while it is new", async () => {
    const { sandbox, client } = await sandboxWithClient();
    const { batchId } = await orderWatched(client, "Line 4");
    sandbox.reset();
    await makeDue();
    await look(client);
    expect(await notices()).toEqual([]);
    await owner`update watches set created_at = now() - interval '11 minutes'`;
    await makeDue();
    await look(client);
    expect(await notices()).toMatchObject([
      { kind: "attention", title: "Line 4 is not to be found", href: `/batches/${batchId}` },
    ]);
  });
});

describe("a batch that nobody has ordered here", () => {
  test("is watched from its first reading while it waits, and told to nobody", async () => {
    const { sandbox, client } = await sandboxWithClient();
    await readBatch(reading, client, { batchId: 1025 });
    await readBatch(reading, client, { batchId: 186 });
    expect(await watches()).toMatchObject([{ subjectId: "1025", forUserId: null }]);
    sandbox.clock.advance(issuedMs);
    await makeDue();
    await look(client);
    expect(await watches()).toMatchObject([{ subjectId: "1025", ended: true }]);
    expect(await notices()).toEqual([]);
  });

  test("is watched anew when it moves again after its end", async () => {
    const { client } = await sandboxWithClient();
    await readBatch(reading, client, { batchId: 1025 });
    await owner`
      update watches set ended_at = now(), for_user_id = 'usr_told', seen_at = now() - interval '1 second',
        seen = jsonb_set(seen, '{batch,downloadable}', 'true') || jsonb_build_object('batch',
          seen->'batch' || '{"statusClass":"ready","vendorStatus":"Ready for Download","downloadable":true}')`;
    await readBatch(reading, client, { batchId: 1025 });
    expect(await watches()).toMatchObject([{ forUserId: null, ended: false, status: "Pending" }]);
  });

  test("that is old is not looked at every few seconds", async () => {
    const { client } = await sandboxWithClient();
    await readBatch(reading, client, { batchId: 1007 });
    const [watch] = await watches();
    expect(watch?.dueInMs).toBeGreaterThan(60_000);
  });
});

describe("Sectigo", () => {
  test("is asked for pages of batches, and never about each of 1,000 that wait", {
    timeout: 60_000,
  }, async () => {
    const { sandbox, client } = await sandboxWithClient({ batchDelayMs: 3_600_000 });
    for (let number = 0; number < 1_000; number += 1) {
      // Some within one second, some apart, and others' batches between them.
      if (number % 50 === 0) sandbox.clock.advance(number * 37);
      await orderWatched(client, `Line ${number}`);
      if (number % 10 === 0) await orderOf(client, `Elsewhere ${number}`);
    }
    await makeDue();
    const looks = countingLooks(sandbox);
    await look(client);
    expect(looks()).toEqual(Array(Math.ceil(1_100 / 200)).fill("POST /api/v1/batches?profileId=11"));
    expect((await watches()).every(({ looks: done }) => done === 1)).toBe(true);
  });

  test("is asked one batch at a time where a search would show no more than one", async () => {
    const { sandbox, client } = await sandboxWithClient();
    const { batchId } = await orderWatched(client, "Line 4");
    await makeDue();
    const looks = countingLooks(sandbox);
    await look(client);
    expect(looks()).toEqual([`GET /api/v1/batches/${batchId}`]);
  });

  test("is asked for each profile apart, which is found by its name where only that is known", async () => {
    const { sandbox, client } = await sandboxWithClient({ batchDelayMs: 3_600_000 });
    // Seen on their own pages, which do not say which profile they are of: three of profile 11, one of 12.
    for (const batchId of [1023, 1024, 1025, 1022]) await readBatch(reading, client, { batchId });
    await makeDue();
    const first = countingLooks(sandbox);
    await look(client);
    expect(first().toSorted()).toEqual([
      "GET /api/v1/authorities/allowed",
      "GET /api/v1/batches/1022",
      "POST /api/v1/batches?profileId=11",
    ]);
    await makeDue();
    const second = countingLooks(sandbox);
    await look(client);
    expect(second().toSorted()).toEqual(["GET /api/v1/batches/1022", "POST /api/v1/batches?profileId=11"]);
  });
});

describe("many processes", () => {
  test("look at a page of things together, not each at a part of it", async () => {
    const { sandbox, client } = await sandboxWithClient({ batchDelayMs: 3_600_000 });
    for (let number = 0; number < 40; number += 1) await orderWatched(client, `Line ${number}`);
    for (let tick = 0; tick < 30; tick += 1) {
      await makeDue();
      const looks = countingLooks(sandbox);
      await Promise.all(Array.from({ length: 5 }, () => look(client)));
      expect(looks()).toEqual(["POST /api/v1/batches?profileId=11"]);
    }
  });

  test("look at each thing once", async () => {
    const { sandbox, client } = await sandboxWithClient({ batchDelayMs: 3_600_000 });
    for (const profile of [11, 12, 23]) {
      await orderWatched(client, `Line of ${profile}`, profile);
    }
    await makeDue();
    const looks = countingLooks(sandbox);
    await Promise.all(Array.from({ length: 8 }, () => look(client)));
    expect(looks()).toHaveLength(3);
    expect((await watches()).map(({ looks: done }) => done)).toEqual([1, 1, 1]);
  });

  test("take over within half a minute what one that was killed was looking at", {
    timeout: 60_000,
  }, async () => {
    const { sandbox, client } = await sandboxWithClient();
    const { batchId } = await orderWatched(client, "Line 4");
    sandbox.clock.advance(issuedMs);
    sandbox.setFault({
      vendor: "sectigo",
      fault: "hang",
      pathPrefix: `/api/v1/batches/${batchId}`,
      times: 1,
    });
    await makeDue();
    const { username, password } = sandbox.credentials.sectigo;
    const program = new URL("testing/looker.ts", import.meta.url).pathname;
    const child = spawn(
      process.execPath,
      ["--import", "./lib/scripts/register.mjs", program, url, sandbox.urls.sectigo, username, password],
      { stdio: ["ignore", "ignore", "inherit"] },
    );
    await vi.waitFor(() => expect(looksOf(sandbox)).toContain(`GET /api/v1/batches/${batchId}`), 20_000);
    child.kill("SIGKILL");
    await once(child, "exit");
    const [held] = await watches();
    expect(held?.dueInMs).toBeGreaterThan(20_000);
    expect(held?.dueInMs).toBeLessThanOrEqual(30_000);
    const looks = countingLooks(sandbox);
    await look(client);
    expect(looks()).toEqual([]);
    await makeDue();
    await look(client);
    expect(await notices()).toMatchObject([{ kind: "good" }]);
  });

  test("give what one was looking at to the others at once when it is stopped", async () => {
    const { sandbox, client } = await sandboxWithClient();
    const { batchId } = await orderWatched(client, "Line 4");
    sandbox.setFault({
      vendor: "sectigo",
      fault: "hang",
      pathPrefix: `/api/v1/batches/${batchId}`,
      times: 1,
    });
    await makeDue();
    const ending = new AbortController();
    const looking = look(client, ending.signal);
    await vi.waitFor(() => expect(looksOf(sandbox)).toContain(`GET /api/v1/batches/${batchId}`));
    ending.abort();
    await looking;
    const [watch] = await watches();
    expect(watch?.dueInMs).toBeLessThanOrEqual(0);
    expect(watch?.looks).toBe(0);
  });

  test("leave a watch to whoever holds it now, when they come back to it late", async () => {
    const { sandbox, client } = await sandboxWithClient();
    const { batchId } = await orderWatched(client, "Line 4");
    const pathPrefix = `/api/v1/batches/${batchId}`;
    sandbox.setFault({ vendor: "sectigo", fault: "slow_drip", pathPrefix, times: 1, everyMs: 3 });
    sandbox.setFault({ vendor: "sectigo", fault: "hang", pathPrefix, times: 1 });
    await makeDue();
    const late = look(client);
    await vi.waitFor(() => expect(looksOf(sandbox)).toHaveLength(1));
    await makeDue();
    const ending = new AbortController();
    const holding = look(client, ending.signal);
    await vi.waitFor(() => expect(looksOf(sandbox)).toHaveLength(2));
    await late;
    const [held] = await watches();
    expect(held?.looks).toBe(0);
    expect(held?.dueInMs).toBeGreaterThan(20_000);
    ending.abort();
    await holding;
  });

  test("do not write over what was seen later than what one brings that has slept", async () => {
    const { sandbox, client } = await sandboxWithClient();
    const { batchId } = await orderWatched(client, "Line 4");
    await makeDue();
    // It gets the answer "Pending" drop by drop, and is overtaken.
    sandbox.setFault({
      vendor: "sectigo",
      fault: "slow_drip",
      pathPrefix: `/api/v1/batches/${batchId}`,
      times: 1,
      everyMs: 3,
    });
    const sleepy = look(client);
    await vi.waitFor(() => expect(looksOf(sandbox)).toContain(`GET /api/v1/batches/${batchId}`));
    sandbox.clock.advance(issuedMs);
    await makeDue();
    await look(client);
    await sleepy;
    expect(await watches()).toMatchObject([{ status: "Ready for Download", ended: true }]);
    expect(await notices()).toHaveLength(1);
  });
});

describe("while Sectigo is away", () => {
  test("one look tries, everything else waits, nobody is told, and the wait grows", async () => {
    const { sandbox, client } = await sandboxWithClient({}, { readRepeats: 0, circuitThreshold: 100 });
    for (const profile of [11, 12, 23]) await orderWatched(client, `Line of ${profile}`, profile);
    const before = await watches();
    sandbox.setFault({ vendor: "sectigo", fault: "server_error", pathPrefix: "/api/v1/" });
    const waits: number[] = [];
    for (let tick = 0; tick < 3; tick += 1) {
      await makeDue();
      const looks = countingLooks(sandbox);
      await Promise.all([look(client), look(client)]);
      expect(looks()).toHaveLength(1);
      waits.push(Math.min(...(await watches()).map(({ dueInMs }) => dueInMs)));
    }
    expect(waits[0]).toBeGreaterThan(8_000);
    expect(waits[1]).toBeGreaterThan((waits[0] ?? 0) + 5_000);
    expect(waits[2]).toBeGreaterThan((waits[1] ?? 0) + 10_000);
    expect(await notices()).toEqual([]);
    // The pace is as it was: who was looked at every few seconds will be again.
    expect((await watches()).map(({ looks }) => looks)).toEqual(before.map(({ looks }) => looks));
    sandbox.clearFaults();
    sandbox.clock.advance(issuedMs);
    await makeDue();
    await look(client);
    expect(await notices()).toHaveLength(3);
  });

  test("it is not asked before the time it has named", async () => {
    const { sandbox, client } = await sandboxWithClient({}, { readRepeats: 0 });
    await orderWatched(client, "Line 4");
    sandbox.setFault({
      vendor: "sectigo",
      fault: "rate_limited",
      pathPrefix: "/api/v1/",
      retryAfter: { form: "seconds", seconds: 240 },
    });
    await makeDue();
    await look(client);
    const [watch] = await watches();
    expect(watch?.dueInMs).toBeGreaterThan(235_000);
  });

  test("an answer about one profile that cannot be understood does not stop the others", async () => {
    const { sandbox, client } = await sandboxWithClient();
    for (const profile of [11, 12]) {
      await orderWatched(client, `One of ${profile}`, profile);
      await orderWatched(client, `Two of ${profile}`, profile);
    }
    sandbox.setFault({
      vendor: "sectigo",
      fault: "invalid_json",
      method: "POST",
      pathPrefix: "/api/v1/batches",
      times: 1,
    });
    sandbox.clock.advance(issuedMs);
    await makeDue();
    await look(client);
    const told = (await notices()).map(({ title }) => title.split(" ")[2]);
    expect(told).toHaveLength(2);
    expect(told[0]).toBe(told[1]);
    const put = (await watches()).filter(({ ended }) => !ended);
    expect(put.map(({ dueInMs }) => dueInMs > 8_000)).toEqual([true, true]);
  });
});

describe("open pages", () => {
  test("hear of a change within a second of the look, and of nothing when nothing has changed", async () => {
    const { sandbox, client } = await sandboxWithClient();
    const events = await listening();
    const { batchId } = await orderWatched(client, "Line 4");
    await makeDue();
    await look(client);
    sandbox.clock.advance(issuedMs);
    await makeDue();
    const startedAtMs = performance.now();
    await look(client);
    await vi.waitFor(() => expect(events).toHaveLength(2));
    expect(events).toMatchObject([
      { type: "notice", userId: orderer.id },
      { type: "batch", batchId },
    ]);
    for (const { atMs } of events) expect(atMs - startedAtMs).toBeLessThan(1_000);
  });
});
