import { beforeEach, describe, expect, test, vi } from "vitest";
import { completeEnv } from "@/lib/env";
import { callsPerMinute, pace } from "./pace";
import { jobsDatabase } from "./testing";

const { owner } = await jobsDatabase();
const never = new AbortController().signal;
const perMinute = 1_200;
const everyMs = 60_000 / perMinute;

beforeEach(async () => {
  completeEnv({
    UBLOX_JOB_CALLS_PER_MINUTE: String(perMinute),
    SECTIGO_JOB_CALLS_PER_MINUTE: "30",
    JUNIPER_JOB_CALLS_PER_MINUTE: "12",
  });
  await owner`delete from vendor_pace`;
});

/** When the next turn of a vendor is, from now on. */
async function nextTurnMs(vendor: string): Promise<number> {
  const [turn] = await owner`
    select (extract(epoch from next_at - now()) * 1000)::float8 as ms from vendor_pace where vendor = ${vendor}`;
  return Number(turn?.ms);
}

describe("the turns of a vendor", () => {
  test("are given to one asker each, evenly spaced, whoever asks and for whichever kind of job", async () => {
    const startedAtMs = performance.now();
    const asked = Array.from({ length: 12 }, async (_, index) => {
      await pace(index % 2 === 0 ? "tags.assign" : "devices.export", never);
      return performance.now() - startedAtMs;
    });
    const turnsMs = (await Promise.all(asked)).toSorted((one, other) => one - other);
    // Timers may fire late on a busy machine, but never early: no turn comes before its place in the row.
    for (const [index, turnMs] of turnsMs.entries()) expect(turnMs).toBeGreaterThan(index * everyMs - 5);
    expect(await nextTurnMs("ublox")).toBeLessThanOrEqual(everyMs);
  });

  test("that nobody took are not saved up", async () => {
    await owner`insert into vendor_pace (vendor, next_at) values ('ublox', now() - interval '1 hour')`;
    await pace("tags.assign", never);
    const nextMs = await nextTurnMs("ublox");
    expect(nextMs).toBeLessThanOrEqual(everyMs);
    const startedAtMs = performance.now();
    await pace("tags.assign", never);
    await pace("tags.assign", never);
    expect(performance.now() - startedAtMs).toBeGreaterThan(everyMs - 5);
  });

  test("are its own: another vendor's jobs do not wait for them", async () => {
    await owner`insert into vendor_pace (vendor, next_at) values ('ublox', now() + interval '1 hour')`;
    await pace("batches.export", never);
    expect(await nextTurnMs("sectigo")).toBeGreaterThan(1_000);
    expect(await nextTurnMs("sectigo")).toBeLessThanOrEqual(2_000);
  });

  test("are not waited for by a process that is to end", async () => {
    await owner`insert into vendor_pace (vendor, next_at) values ('ublox', now() + interval '1 hour')`;
    const ending = new AbortController();
    const waiting = pace("tags.assign", ending.signal);
    await vi.waitFor(async () => expect(await nextTurnMs("ublox")).toBeGreaterThan(60 * 60_000 - 5_000));
    ending.abort();
    await waiting;
    await pace("tags.assign", ending.signal);
  });

  test("are not asked for by work on our own records", async () => {
    await pace("audit.export", never);
    expect(await owner`select from vendor_pace`).toHaveLength(0);
  });
});

test("the budget is what the operator has set", () => {
  expect((["ublox", "sectigo", "juniper"] as const).map(callsPerMinute)).toEqual([perMinute, 30, 12]);
});
