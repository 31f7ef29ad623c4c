import { expect, test } from "vitest";
import { isMoving } from "@/lib/contract/batches";
import { testDatabase } from "@/lib/db/testing";
import { VendorError } from "@/lib/vendors/http/vendor-error";
import { readAttention } from "./attention";
import { callsOf, sandboxWithClient } from "./testing/sandbox";

const { owner } = await testDatabase();

const reading = { requestId: "req_test" };

test("one search for each enabled profile, and every row with its profile's name", async () => {
  const { sandbox, client } = await sandboxWithClient();
  const { items, examined } = await readAttention(reading, client);
  const searches = callsOf(sandbox).filter((call) => call.startsWith("POST "));
  expect(searches.toSorted()).toEqual(
    [11, 12, 14, 19, 23].map((id) => `POST /api/v1/batches?profileId=${id}`),
  );
  expect(examined).toBeGreaterThanOrEqual(items.length);
  expect(items.every(({ profileName }) => profileName !== null)).toBe(true);
});

test("failed and stuck first, then ready, then waiting, then what is settled; the newest first", async () => {
  const { client } = await sandboxWithClient({ batchDelayMs: 3_600_000 });
  const { items } = await readAttention(reading, client);
  const named = (name: string) => items.findIndex(({ batchName }) => batchName === name);
  const withheld = named("Ready but withheld");
  const failed = named("Night order");
  const ready = items.findIndex(({ downloadable }) => downloadable);
  const waiting = items.findIndex(({ statusClass }) => statusClass === "waiting");
  const rejected = named("Meters trial");
  expect([withheld, failed, ready, waiting, rejected]).toEqual(
    [withheld, failed, ready, waiting, rejected].toSorted((left, right) => left - right),
  );
  expect(withheld).toBeGreaterThanOrEqual(0);
  const dates = items
    .filter(({ downloadable }) => downloadable)
    .map(({ createdAt }) => Date.parse(createdAt ?? ""));
  expect(dates).toEqual(dates.toSorted((left, right) => right - left));
});

test("a batch that says ready and cannot be downloaded needs attention; a collected one does not", async () => {
  const { client } = await sandboxWithClient();
  const { items } = await readAttention(reading, client);
  expect(items.find(({ batchName }) => batchName === "Ready but withheld")).toMatchObject({
    statusClass: "ready",
    downloadable: false,
    needsAttention: true,
  });
  expect(items.some(({ batchName }) => batchName === "Collected by the depot")).toBe(false);
});

test("a search that fails ends it: half a picture would mislead", async () => {
  const { sandbox, client } = await sandboxWithClient();
  sandbox.setFault({ vendor: "sectigo", fault: "invalid_json", pathPrefix: "/api/v1/batches" });
  await expect(readAttention(reading, client)).rejects.toBeInstanceOf(VendorError);
});

test("what waits is watched from then on", async () => {
  const { client } = await sandboxWithClient({ batchDelayMs: 3_600_000 });
  await owner`truncate watches`;
  const { items } = await readAttention(reading, client);
  const moving = items.filter(isMoving).map(({ batchId }) => String(batchId));
  const watched = await owner<
    { subject_id: string }[]
  >`select subject_id from watches where ended_at is null`;
  expect(watched.map(({ subject_id }) => subject_id).toSorted()).toEqual(moving.toSorted());
  expect(moving.length).toBeGreaterThan(3);
});
