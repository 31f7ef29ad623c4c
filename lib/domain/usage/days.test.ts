import { describe, expect, test } from "vitest";
import { daysBetween, endedAgo, halves, today } from "./days";

test("the day is that of UTC", () => {
  expect(today(Date.parse("2026-03-10T23:59:59.999Z"))).toBe("2026-03-10");
});

test("days are counted over the ends of months and leap years", () => {
  expect(daysBetween("2028-02-28", "2028-03-01")).toEqual(["2028-02-28", "2028-02-29", "2028-03-01"]);
  expect(daysBetween("2026-03-10", "2026-03-10")).toEqual(["2026-03-10"]);
  expect(daysBetween("2026-03-11", "2026-03-10")).toEqual([]);
});

describe("halves", () => {
  test.each([
    ["2026-03-01", "2026-03-02"],
    ["2026-03-01", "2026-03-03"],
    ["2026-02-20", "2026-03-10"],
    ["2026-01-10", "2026-03-10"],
  ])("of %s to %s hold every day once", (from, to) => {
    const parts = halves({ from, to });
    expect(parts.flatMap((part) => daysBetween(part.from, part.to))).toEqual(daysBetween(from, to));
    for (const part of parts) expect(daysBetween(part.from, part.to).length).toBeGreaterThan(0);
  });
});

test("a day is over at its midnight in UTC", () => {
  const hourMs = 3_600_000;
  expect(endedAgo("2026-03-10", hourMs, Date.parse("2026-03-11T00:59:59.999Z"))).toBe(false);
  expect(endedAgo("2026-03-10", hourMs, Date.parse("2026-03-11T01:00:00Z"))).toBe(true);
});
