import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lastAtMs, leftFor, mayGo, nextAtMs, sharesOf, usedBy, windowMs } from "./lanes";

const limits = fc.integer({ min: 1, max: 400 });
const lanes = fc.constantFrom("change", "read", "job");
const logs = fc.array(fc.record({ atMs: fc.integer({ min: 0, max: windowMs - 1 }), lane: lanes }), {
  maxLength: 60,
});
const nowMs = windowMs - 1;

test("of 300 calls 60 are kept for changes and 60 for lookups, 30 for jobs", () => {
  expect(sharesOf(300)).toEqual({ change: 60, read: 60, job: 30 });
  expect(leftFor("change", [], 300)).toBe(300);
  expect(leftFor("read", [], 300)).toBe(210);
  expect(leftFor("job", [], 300)).toBe(180);
});

describe("whoever goes as often as allowed", () => {
  test.each([
    ["lookups alone", ["read"], { change: 0, read: 210, job: 0 }],
    ["lookups, then jobs, then changes", ["read", "job", "change"], { change: 60, read: 210, job: 30 }],
    ["jobs, then lookups, then changes", ["job", "read", "change"], { change: 60, read: 60, job: 180 }],
    ["changes first", ["change", "read", "job"], { change: 300, read: 0, job: 0 }],
  ] as const)("%s", (_name, order, expected) => {
    const used = { change: 0, read: 0, job: 0 };
    for (const lane of order) while (mayGo(lane, used, 300)) used[lane] += 1;
    expect(used).toEqual(expected);
  });
});

test("a change waits only when the whole limit is used, of which others have no part of its share", () => {
  fc.assert(
    fc.property(limits, fc.array(lanes, { maxLength: 900 }), (limit, wishes) => {
      const used = { change: 0, read: 0, job: 0 };
      for (const lane of wishes) {
        if (mayGo(lane, used, limit)) used[lane] += 1;
        else if (lane === "change") expect(used.change).toBeGreaterThanOrEqual(sharesOf(limit).change);
      }
      expect(used.change + used.read + used.job).toBeLessThanOrEqual(limit);
      expect(used.read + used.job).toBeLessThanOrEqual(limit - sharesOf(limit).change);
    }),
  );
});

test("the next time is the first at which it may go", () => {
  fc.assert(
    fc.property(limits, lanes, logs, (limit, lane, log) => {
      const atMs = nextAtMs(lane, log, limit, nowMs);
      const mayGoAt = (timeMs: number) =>
        mayGo(lane, usedBy(log.filter((call) => call.atMs > timeMs - windowMs)), limit);
      expect(mayGoAt(atMs)).toBe(true);
      if (atMs > nowMs) expect(mayGoAt(atMs - 1)).toBe(false);
    }),
  );
});

test("a plan of many calls ends when the last one may go", () => {
  expect(lastAtMs("job", 180, [], 300, nowMs)).toBe(nowMs);
  expect(lastAtMs("job", 181, [], 300, nowMs)).toBe(nowMs + windowMs);
  expect(lastAtMs("job", 541, [], 300, nowMs)).toBe(nowMs + 3 * windowMs);
  const recent = Array.from({ length: 180 }, (_, index) => ({ atMs: index * 1_000, lane: "job" as const }));
  expect(lastAtMs("job", 2, recent, 300, 200_000)).toBe(windowMs + 1_000);
  expect(lastAtMs("job", 0, recent, 300, 200_000)).toBe(200_000);
});
