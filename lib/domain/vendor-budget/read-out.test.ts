import fc from "fast-check";
import { expect, test } from "vitest";
import { leftFor, mayGo, sharesOf, usedBy, windowMs } from "./lanes";
import { type CountedCall, readOut } from "./read-out";

const startMs = Date.parse("2026-11-22T10:00:00Z");
const nowMs = startMs + windowMs - 1;
const lanes = ["change", "read", "job"] as const;

const counted: fc.Arbitrary<CountedCall> = fc.record({
  atMs: fc.oneof(
    fc.integer({ min: startMs, max: nowMs }),
    // Those that stop counting just at the border of a step.
    fc.integer({ min: 1, max: 12 }).map((step) => Math.min(nowMs, nowMs - windowMs + step * 300_000)),
  ),
  lane: fc.constantFrom(...lanes),
  call: fc.constantFrom("POST /entitlements", "POST /activations"),
  askedBy: fc.constantFrom("ana@example.com", "ben@example.com", null),
});
const standings = fc.record({
  limit: fc.integer({ min: 1, max: 80 }),
  log: fc.array(counted, { maxLength: 80 }).map((log) => log.toSorted((one, other) => one.atMs - other.atMs)),
  nowMs: fc.constant(nowMs),
  frozenUntilMs: fc.oneof(fc.constant(0), fc.integer({ min: nowMs - 1_000, max: nowMs + 3_600_000 })),
});

test("every counted call is told exactly once: by lane, by person, by when it comes free", () => {
  fc.assert(
    fc.property(standings, (standing) => {
      const { log, limit } = standing;
      const told = readOut(standing);
      const sum = (parts: readonly { calls: number }[]) => parts.reduce((all, { calls }) => all + calls, 0);
      expect(told.used).toBe(log.length);
      expect(told.left).toBe(Math.max(0, limit - log.length));
      expect(sum(told.freeing)).toBe(log.length);
      expect(sum(told.byWhom)).toBe(log.length);
      for (const { calls, lanes: parts } of told.freeing)
        expect(parts.change + parts.read + parts.job).toBe(calls);
      for (const lane of lanes)
        expect(told.freeing.reduce((all, step) => all + step.lanes[lane], 0)).toBe(usedBy(log)[lane]);
      expect(lanes.map((lane) => told.lanes[lane].used)).toEqual(lanes.map((lane) => usedBy(log)[lane]));
      for (const { lane, call, askedBy, calls, lastAt } of told.byWhom) {
        const own = log.filter((one) => one.lane === lane && one.call === call && one.askedBy === askedBy);
        expect(calls).toBe(own.length);
        expect(lastAt.getTime()).toBe(Math.max(...own.map(({ atMs }) => atMs)));
      }
    }),
  );
});

test("up to the end of a step as many come free as are told, and the steps reach over the whole window", () => {
  fc.assert(
    fc.property(standings, (standing) => {
      const { freeing, nextFreeAt } = readOut(standing);
      let freed = 0;
      for (const { until, calls } of freeing) {
        freed += calls;
        const ended = standing.log.filter(({ atMs }) => atMs + windowMs <= until.getTime());
        expect(freed).toBe(ended.length);
      }
      expect(freeing).toHaveLength(12);
      expect(freeing.at(-1)?.until.getTime()).toBe(nowMs + windowMs);
      const first = freeing.find(({ calls }) => calls > 0);
      expect(nextFreeAt === null).toBe(first === undefined);
      if (nextFreeAt && first) expect(nextFreeAt.getTime()).toBeLessThanOrEqual(first.until.getTime());
    }),
  );
});

test("a lane that has none left is told when the next one may go, and only then", () => {
  fc.assert(
    fc.property(standings, fc.constantFrom(...lanes), (standing, lane) => {
      const { limit, log, frozenUntilMs } = standing;
      const told = readOut(standing);
      const { left, nextAt, share } = told.lanes[lane];
      const waits = lane !== "change" && frozenUntilMs > nowMs;
      expect(share).toBe(sharesOf(limit)[lane]);
      expect(left).toBe(waits ? 0 : leftFor(lane, log, limit));
      expect(nextAt === null).toBe(left > 0);
      if (nextAt === null) return;
      const counting = log.filter(({ atMs }) => atMs + windowMs > nextAt.getTime());
      expect(mayGo(lane, usedBy(counting), limit)).toBe(true);
      if (waits) expect(nextAt.getTime()).toBeGreaterThanOrEqual(frozenUntilMs);
    }),
  );
});
