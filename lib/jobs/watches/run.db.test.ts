import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { testDatabase } from "@/lib/db/testing";
import { looksOf, orderWatched, watching } from "@/lib/domain/certificate-batches/testing/watching";
import { logger } from "@/lib/log";
import { type Sandbox, startSandbox } from "@/lib/sandbox";
import { processWide } from "@/lib/vendors/http/process-wide";
import { SectigoClient } from "@/lib/vendors/sectigo/client";
import { runWatches, startWatches, stopWatches } from "./run";

const { owner } = await testDatabase();
const { makeDue, notices, watches, forget } = watching(owner);
// Failures are what some of these tests make; the log need not tell of them.
logger().level = "silent";

let sandbox: Sandbox;
let client: SectigoClient;

beforeAll(async () => {
  sandbox = await startSandbox({ deviceCount: 1 });
  const { username, password } = sandbox.credentials.sectigo;
  const config = { baseUrl: sandbox.urls.sectigo, username, password, upload: "urlencoded" } as const;
  client = processWide("sectigoClient", () => new SectigoClient(config));
});

afterAll(async () => {
  await client.close();
  await sandbox.stop();
});

beforeEach(async () => {
  sandbox.reset();
  await forget();
});
afterEach(stopWatches);

const untilTold = (timeout: number) =>
  vi.waitFor(async () => expect(await notices()).toHaveLength(1), { timeout, interval: 50 });

test("says when the next look is due, and looks only then", async () => {
  const signal = new AbortController().signal;
  expect(await runWatches(signal)).toBeUndefined();
  await orderWatched(client, "Line 4");
  const dueAt = await runWatches(signal);
  const [watch] = await watches();
  expect(Math.abs((dueAt?.getTime() ?? 0) - Date.now() - (watch?.dueInMs ?? 0))).toBeLessThan(500);
  expect(looksOf(sandbox)).toEqual([]);
  await makeDue();
  const nextAt = await runWatches(signal);
  expect(looksOf(sandbox)).toHaveLength(1);
  expect(nextAt?.getTime()).toBeGreaterThan(Date.now());
});

test("the loop notices what any process has begun to watch, and looks when it is due", async () => {
  startWatches();
  await orderWatched(client, "Line 4");
  sandbox.clock.advance(120_000);
  await makeDue();
  await untilTold(3_000);
  expect(looksOf(sandbox)).toHaveLength(1);
});

test("the loop ends at once, in the middle of a look, and what it held is free", async () => {
  const { batchId } = await orderWatched(client, "Line 4");
  sandbox.setFault({ vendor: "sectigo", fault: "hang", pathPrefix: `/api/v1/batches/${batchId}` });
  await makeDue();
  startWatches();
  await vi.waitFor(() => expect(looksOf(sandbox)).toHaveLength(1), 5_000);
  const startedAtMs = performance.now();
  await stopWatches();
  expect(performance.now() - startedAtMs).toBeLessThan(1_000);
  expect((await watches())[0]?.dueInMs).toBeLessThanOrEqual(0);
});

test("the loop outlives a database that is away", async () => {
  await orderWatched(client, "Line 4");
  sandbox.clock.advance(120_000);
  await makeDue();
  await owner`alter table watches rename to watches_away`;
  const warned = vi.spyOn(logger(), "warn");
  startWatches();
  await vi.waitFor(() => expect(warned).toHaveBeenCalled());
  await owner`alter table watches_away rename to watches`;
  await untilTold(10_000);
});
