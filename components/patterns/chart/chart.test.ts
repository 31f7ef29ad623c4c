import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { countScale, labelledPlaces, tickText } from "./scale";
import { countOf, type Point, shadesOf, totalOf } from "./series";

describe("a scale", () => {
  test.each([
    [0, [0, 1]],
    [1, [0, 1]],
    [3, [0, 1, 2, 3]],
    [4, [0, 1, 2, 3, 4]],
    [7, [0, 2, 4, 6, 8]],
    [151, [0, 50, 100, 150, 200]],
    [1_001, [0, 500, 1_000, 1_500]],
    [Number.NaN, [0, 1]],
  ])("up to %d is written %j", (most, ticks) => {
    expect(countScale(most)).toEqual({ max: ticks.at(-1), ticks });
  });

  test("holds every count on whole numbers, a few of them", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (most) => {
        const { max, ticks } = countScale(most);
        return max >= most && max <= most * 2.5 + 1 && ticks.length <= 6 && ticks.every(Number.isInteger);
      }),
      { numRuns: 200 },
    );
  });

  test.each([
    [7_000, ["0", "2,000", "4,000", "6,000", "8,000"]],
    [13_000, ["0", "5K", "10K", "15K"]],
    [4_500_000, ["0", "2M", "4M", "6M"]],
  ])("up to %d writes its ticks in one form", (most, texts) => {
    const scale = countScale(most);
    expect(scale.ticks.map((tick) => tickText(tick, scale))).toEqual(texts);
  });
});

test.each([
  [0, 6, []],
  [1, 6, [0]],
  [7, 7, [0, 1, 2, 3, 4, 5, 6]],
  [30, 6, [4, 9, 14, 19, 24, 29]],
  [60, 6, [9, 19, 29, 39, 49, 59]],
])("of %i places at most %i are labelled, the last one always", (count, most, places) => {
  expect(labelledPlaces(count, most)).toEqual(places);
});

describe("shades", () => {
  const seriesOf = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ key: String(index), label: `Series ${index}` }));
  const point: Point = { key: "a", label: "A", tick: "A", counts: [1, 2, 4, 8, 16] };

  test("are one each while there are enough", () => {
    expect(shadesOf(seriesOf(4)).map(({ label }) => label)).toEqual([
      "Series 0",
      "Series 1",
      "Series 2",
      "Series 3",
    ]);
    expect(shadesOf([])).toEqual([]);
  });

  test("are shared by the rest where there are not, and nothing is lost", () => {
    const shades = shadesOf(seriesOf(5));
    expect(shades.map(({ label }) => label)).toEqual(["Series 0", "Series 1", "Series 2", "2 others"]);
    expect(shades.map((shade) => countOf(point, shade))).toEqual([1, 2, 4, 24]);
    expect(totalOf(point)).toBe(31);
  });
});
