import { afterEach, expect, test, vi } from "vitest";
import type { ConsoleEvent } from "@/lib/contract/events";
import { closeDatabase, db, openDatabase } from "@/lib/db/connection";
import { testDatabase } from "@/lib/db/testing";
import { logger } from "@/lib/log";
import { eventChannel, fromPayload } from "./message";
import { publish, publishIn } from "./publish";
import { flushJobEvents, publishJobSoon } from "./publish-job-soon";

const { owner, url } = await testDatabase();
logger().level = "silent";

let heard: { event: ConsoleEvent | undefined; atMs: number }[] = [];
await owner.listen(eventChannel, (payload) => {
  heard.push({ event: fromPayload(payload), atMs: performance.now() });
});
const events = () => heard.map(({ event }) => event);

afterEach(async () => {
  await flushJobEvents();
  await untilQuiet();
  heard = [];
});

/** What was sent before this is there when its own notification is. */
async function untilQuiet() {
  const marker = { type: "notice", userId: `marker ${performance.now()}` } as const;
  await publish(marker);
  await vi.waitFor(() => expect(events()).toContainEqual(marker), 5_000);
}

const told = (jobId: string) => heard.filter(({ event }) => event?.type === "job" && event.jobId === jobId);

test("an event reaches whoever listens on the database", async () => {
  await publish({ type: "batch", batchId: 42 });
  await vi.waitFor(() => expect(events()).toEqual([{ type: "batch", batchId: 42 }]));
});

test("an event of a transaction is told when it commits, not before, and never when it does not", async () => {
  const commit = Promise.withResolvers<void>();
  const published = Promise.withResolvers<void>();
  const transaction = db().transaction(async (tx) => {
    await publishIn(tx, { type: "batch", batchId: 1 });
    published.resolve();
    await commit.promise;
  });
  await published.promise;
  await untilQuiet();
  expect(events()).not.toContainEqual({ type: "batch", batchId: 1 });
  commit.resolve();
  await transaction;
  await vi.waitFor(() => expect(events()).toContainEqual({ type: "batch", batchId: 1 }));

  const failed = db().transaction(async (tx) => {
    await publishIn(tx, { type: "batch", batchId: 2 });
    throw new Error("not today");
  });
  await expect(failed).rejects.toThrow("not today");
  await untilQuiet();
  expect(events()).not.toContainEqual({ type: "batch", batchId: 2 });
});

test("publishing does not fail what it tells of, and says so where a transaction can still be undone", async () => {
  const tooLong = { type: "job", jobId: "x".repeat(9_000) } as const;
  await expect(publish(tooLong)).resolves.toBeUndefined();
  await expect(db().transaction((tx) => publishIn(tx, tooLong))).rejects.toThrow("too long");
});

test("a job that moves a hundred times a second is told of at once, twice a second, and after its last move", async () => {
  const startedAtMs = performance.now();
  let lastMoveAtMs = 0;
  while (performance.now() - startedAtMs < 1_300) {
    publishJobSoon("job_busy");
    lastMoveAtMs = performance.now();
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  await vi.waitFor(() => expect(told("job_busy").at(-1)?.atMs).toBeGreaterThan(lastMoveAtMs), 5_000);
  await flushJobEvents();
  await untilQuiet();
  const times = told("job_busy").map(({ atMs }) => atMs);
  // At 0, 500, 1000 and 1500 ms; a slow machine may make them fewer.
  expect(times.length).toBeGreaterThanOrEqual(3);
  expect(times.length).toBeLessThanOrEqual(4);
  expect(times[0] ?? 0).toBeLessThan(startedAtMs + 400);
});

test("each job is told of for itself, and one that moved once is told of once", async () => {
  publishJobSoon("job_a");
  publishJobSoon("job_b");
  await flushJobEvents();
  await untilQuiet();
  expect([told("job_a").length, told("job_b").length]).toEqual([1, 1]);
});

test("a flush tells what was still to be told, and waits until it has been", async () => {
  publishJobSoon("job_flushed");
  publishJobSoon("job_flushed");
  await flushJobEvents();
  await untilQuiet();
  expect(told("job_flushed")).toHaveLength(2);
  await flushJobEvents();
  await untilQuiet();
  expect(told("job_flushed")).toHaveLength(2);
});

test("a move while the database was away is told of when it is back", async () => {
  const warned = vi.spyOn(logger(), "warn");
  await closeDatabase();
  publishJobSoon("job_patient");
  await vi.waitFor(() => expect(warned).toHaveBeenCalled());
  await openDatabase(url, 5);
  await flushJobEvents();
  await vi.waitFor(() => expect(told("job_patient")).toHaveLength(1));
});
