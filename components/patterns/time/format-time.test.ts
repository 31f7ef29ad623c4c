import { describe, expect, test } from "vitest";
import { clockTime, daysAway, duration, exactTime, relativeTime } from "./format-time";

const noon = Date.parse("2026-11-22T12:00:00Z");
const after = (ms: number) => new Date(noon + ms).toISOString();

describe("exact time", () => {
  test("carries weekday, UTC and 24 hours", () => {
    expect(exactTime("2027-03-14T09:00:00Z")).toBe("Sun, 14 March 2027, 09:00 UTC");
    expect(exactTime("2027-03-14T21:05:09Z", true)).toBe("Sun, 14 March 2027, 21:05:09 UTC");
  });

  test("is in UTC whatever the offset of the instant", () => {
    expect(exactTime("2027-03-14T00:30:00+02:00")).toBe("Sat, 13 March 2027, 22:30 UTC");
  });

  test("midnight is 00:00, not 24:00", () => {
    expect(exactTime("2027-03-14T00:00:00Z")).toContain("00:00 UTC");
  });

  test("shows what it cannot read as it came", () => {
    expect(exactTime("soon")).toBe("soon");
  });
});

describe("clock time", () => {
  test("leaves the day out only on the same UTC day", () => {
    expect(clockTime("2026-11-22T14:02:00Z", noon)).toBe("14:02 UTC");
    expect(clockTime("2026-11-21T14:02:00Z", noon)).toBe("21 November, 14:02 UTC");
  });
});

describe("relative time", () => {
  test.each([
    [-4_000, "just now"],
    [-59_000, "just now"],
    [-60_000, "1 minute ago"],
    [-720_000, "12 minutes ago"],
    [-3_600_000, "1 hour ago"],
    [-86_400_000 * 3, "3 days ago"],
    [-86_400_000 * 800, "2 years ago"],
    [30_000, "in less than a minute"],
    [7_200_000, "in 2 hours"],
  ])("%i ms is %s", (distanceMs, words) => {
    expect(relativeTime(after(distanceMs), noon)).toBe(words);
  });
});

describe("days to a deadline", () => {
  test.each([
    [86_400_000 * 112 + 5, "in 112 days"],
    [86_400_000, "in 1 day"],
    [3_600_000, "in less than a day"],
    [-3_600_000, "less than a day ago"],
    [-86_400_000 * 12 - 5, "12 days ago"],
    [86_400_000 * 1_234, "in 1,234 days"],
  ])("%i ms is %s", (distanceMs, words) => {
    expect(daysAway(after(distanceMs), noon)).toBe(words);
  });
});

describe("duration", () => {
  test.each([
    [0, "0s"],
    [-5_000, "0s"],
    [144_000, "2m 24s"],
    [3_600_000, "1h"],
    [3_900_000, "1h 5m"],
    [86_400_000 * 3 + 7_200_000 + 5_000, "3d 2h"],
  ])("%i ms is %s", (ms, words) => {
    expect(duration(ms)).toBe(words);
  });
});
