import fc from "fast-check";
import { expect, test } from "vitest";
import { durationParts, durationWords, roughDuration, secondsOf, secondsWords } from "./duration";

const minuteMs = 60_000;
const dayMs = 86_400_000;

test.each([
  [604_800, "7 d"],
  [86_400, "1 d"],
  [43_200, "12 h"],
  [129_600, "1 d 12 h"],
  [93_784, "1 d 2 h 3 min 4 s"],
  [90, "1 min 30 s"],
  [0, "0 s"],
  [172_800_000, "2,000 d"],
])("%d seconds are %s", (seconds, words) => {
  expect(durationWords(seconds)).toBe(words);
});

test("what is no whole number of seconds is told as it is", () => {
  expect([-1, 1.5, 1e300, Number.NaN].map(durationWords)).toEqual(["-1", "1.5", "1e+300", "NaN"]);
});

test("the exact number stays at hand", () => {
  expect(secondsWords(604_800)).toBe("604,800 seconds");
  expect(secondsWords(1)).toBe("1 second");
});

test.each([
  [59_999, "less than a minute"],
  [0, "less than a minute"],
  [Number.NaN, "less than a minute"],
  [minuteMs, "1 min"],
  [-90 * minuteMs, "1 h 30 min"],
  [2 * dayMs + 4 * 60 * minuteMs + 59 * minuteMs, "2 d 4 h"],
  [dayMs + 5 * minuteMs, "1 d 5 min"],
])("%d ms are about %s", (durationMs, words) => {
  expect(roughDuration(durationMs)).toBe(words);
});

test("a duration comes back from its parts, each below the next larger unit", () => {
  fc.assert(
    fc.property(fc.nat({ max: 10 ** 9 }), (seconds) => {
      const parts = durationParts(seconds);
      expect(secondsOf(parts)).toBe(seconds);
      expect([parts.hours < 24, parts.minutes < 60, parts.seconds < 60]).toEqual([true, true, true]);
    }),
    { numRuns: 50 },
  );
});
