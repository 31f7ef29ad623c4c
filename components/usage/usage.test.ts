import { describe, expect, test } from "vitest";
import { pointsOf, sumsOf } from "./chart-points";
import { daysOf, isCut, periodOf } from "./period";
import { labelOf, wordsOf } from "./words";

const nowMs = Date.parse("2026-03-10T12:00:00Z");

describe("a period", () => {
  test.each([
    ["7", "2026-03-04"],
    ["30", "2026-02-09"],
    ["60", "2026-01-10"],
  ] as const)("of %s days has as many, today among them", (preset, from) => {
    const period = periodOf(null, preset, nowMs);
    expect(period).toEqual({ from, to: "2026-03-10" });
    expect(daysOf(period)).toHaveLength(Number(preset));
  });

  test.each([
    [{ from: "2026-03-01", to: "2026-03-05" }, { from: "2026-03-01", to: "2026-03-05" }, false],
    [{ from: "2026-03-01", to: null }, { from: "2026-03-01", to: "2026-03-10" }, false],
    [{ from: null, to: "2026-03-05" }, { from: "2026-01-09", to: "2026-03-05" }, false],
    [{ from: "2020-01-01", to: "2030-01-01" }, { from: "2026-01-09", to: "2026-03-10" }, true],
    [{ from: "2020-01-01", to: "2020-02-01" }, { from: "2026-01-09", to: "2026-01-09" }, true],
    [{ from: "2030-01-01", to: "2030-02-01" }, { from: "2026-03-10", to: "2026-03-10" }, true],
    [{ from: "2026-03-05", to: "2026-03-01" }, { from: "2026-03-01", to: "2026-03-01" }, true],
  ])("chosen as %j is kept within what u-blox tells", (chosen, period, cut) => {
    expect(periodOf(chosen, "30", nowMs)).toEqual(period);
    expect(isCut(chosen, nowMs)).toBe(cut);
  });
});

describe("names", () => {
  test.each(["SymmetricKey", "symmetric_key", "SYMMETRICKEY"])("%s is told in plain words", (name) => {
    expect(wordsOf(name)).toBe("Symmetric keys read");
  });

  test.each(["Teleport", "constructor", ""])("%j, which u-blox does not explain, stands as it is", (name) => {
    expect(wordsOf(name)).toBeUndefined();
    expect(labelOf(name)).toBe(name);
  });
});

test("days without use are there with zeros, and sums are of all days", () => {
  const counts = [
    { name: "A", day: "2026-03-01", count: 2 },
    { name: "B", day: "2026-03-03", count: 5 },
    { name: "A", day: "2026-03-03", count: 1 },
  ];
  const points = pointsOf({ from: "2026-03-01", to: "2026-03-03" }, ["B", "A"], counts);
  expect(points.map(({ key, counts: ofDay }) => [key, ofDay])).toEqual([
    ["2026-03-01", [0, 2]],
    ["2026-03-02", [0, 0]],
    ["2026-03-03", [5, 1]],
  ]);
  expect(points[0]).toMatchObject({ label: "Sun, 1 March 2026", tick: "1 Mar" });
  expect(sumsOf(["B", "A"], counts)).toEqual([5, 3]);
});
