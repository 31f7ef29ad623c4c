import fc from "fast-check";
import { expect, test } from "vitest";
import { everyMsAfter, looksWithin, nextLookAt, type PaceStep } from "./pace";

const pace: PaceStep[] = [
  { looks: 6, everyMs: 5_000 },
  { looks: 15, everyMs: 20_000 },
  { looks: Number.POSITIVE_INFINITY, everyMs: 300_000 },
];
const nowMs = Date.parse("2026-03-01T12:00:00Z");

test("is slower step by step while nothing changes, and never slower than the last step", () => {
  expect([0, 5, 6, 20, 21, 5_000].map((looks) => everyMsAfter(pace, looks))).toEqual([
    5_000, 5_000, 20_000, 20_000, 300_000, 300_000,
  ]);
});

test("of a thing that is old already begins where its age would have brought it", () => {
  expect(
    [-5_000, 0, 4_999, 5_000, 30_000, 49_999, 50_000, 330_000].map((ms) => looksWithin(pace, ms)),
  ).toEqual([0, 0, 0, 1, 6, 6, 7, 21]);
  expect(everyMsAfter(pace, looksWithin(pace, 86_400_000))).toBe(300_000);
});

test("the next look is half to one and a half steps away", () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(40), fc.nat(1_000_000), (group, looks, laterMs) => {
      const everyMs = everyMsAfter(pace, looks);
      const waitMs = nextLookAt(pace, group, looks, nowMs + laterMs).getTime() - nowMs - laterMs;
      expect(waitMs).toBeGreaterThanOrEqual(everyMs / 2);
      expect(waitMs).toBeLessThanOrEqual(everyMs * 1.5);
    }),
  );
});

test("things of a group come together: whoever is slow is due when whoever is fast is", () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(40), fc.nat(1_000_000), (group, looks, laterMs) => {
      const slowAtMs = nextLookAt(pace, group, looks, nowMs + laterMs).getTime();
      // Whoever was looked at a step of the fastest before that is due at that very moment.
      expect(nextLookAt(pace, group, 0, slowAtMs - 5_000).getTime()).toBe(slowAtMs);
    }),
  );
});

test("groups do not come together", () => {
  const moments = Array.from({ length: 50 }, (_, group) => nextLookAt(pace, `${group}`, 30, nowMs).getTime());
  expect(new Set(moments).size).toBe(50);
});
