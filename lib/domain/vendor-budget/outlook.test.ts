import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lastAtMs, windowMs } from "./lanes";
import { outlookOf } from "./outlook";

const nowMs = Date.parse("2026-11-22T10:00:00Z");
const quiet = { limit: 300, log: [], nowMs, frozenUntilMs: 0 };

describe("the outlook of a job's calls", () => {
  test("is none while all of them may go now", () => {
    expect(outlookOf({ ...quiet, calls: 180 })).toEqual({
      hourlyLimit: 300,
      leftNow: 180,
      nextInMs: 0,
      lastInMs: 0,
    });
  });

  test.each([
    [181, 1],
    [360, 1],
    [361, 2],
    [6_000, 33],
    [1_000_000, 5_555],
  ])("of %d takes %d hours", (calls, hours) => {
    expect(outlookOf({ ...quiet, calls }).lastInMs).toBe(hours * windowMs);
  });

  test("begins when the vendor has had enough rest", () => {
    expect(outlookOf({ ...quiet, calls: 1, frozenUntilMs: nowMs + 60_000 })).toMatchObject({
      leftNow: 0,
      nextInMs: 60_000,
      lastInMs: 60_000,
    });
  });

  test("is the same as looking at every call", () => {
    const lanes = fc.constantFrom("change", "read", "job");
    const logs = fc.array(fc.record({ ago: fc.integer({ min: 0, max: windowMs - 1 }), lane: lanes }), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 0, max: 200 }),
        logs,
        (limit, calls, seen) => {
          const log = seen
            .map(({ ago, lane }) => ({ atMs: nowMs - ago, lane }))
            .toSorted((one, other) => one.atMs - other.atMs)
            .slice(-limit);
          const exact = lastAtMs("job", calls, log, limit, nowMs) - nowMs;
          const { lastInMs } = outlookOf({ calls, limit, log, nowMs, frozenUntilMs: 0 });
          expect(lastInMs).toBe(exact);
        },
      ),
    );
  });
});
