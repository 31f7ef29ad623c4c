import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { knowsCommonNames, previewCommonNames } from "./common-names";
import { numericGenerator, prefixGenerator } from "./testing/orders";

const digits64 = fc.bigInt({ min: 0n, max: 10n ** 64n - 1n });
const steps = fc.bigInt({ min: 1n, max: 10n ** 64n - 1n });
const sizes = fc.integer({ min: 1, max: 50_000 });

const preview = (startValue: string, increment: string, size: number) =>
  previewCommonNames(numericGenerator, { startValue, increment }, size);

test("counts from the start value in steps of the increment, exact to the last digit", () => {
  fc.assert(
    fc.property(digits64, steps, sizes, (start, step, size) => {
      const names = preview(String(start), String(step), size);
      if (names === null) throw new Error("these values are sound");
      const { first, last, omitted } = names;
      expect(first.length + omitted + last.length).toBe(size);
      const places = [...first.keys(), ...last.keys().map((index) => size - last.length + index)];
      expect([...first, ...last]).toEqual(places.map((place) => String(start + step * BigInt(place))));
    }),
  );
});

test("64 digits do not lose their last one", () => {
  const start = "9007199254740993".padStart(64, "1");
  expect(preview(start, "1", 2)).toEqual({
    first: [start, "9007199254740994".padStart(64, "1")],
    last: [],
    omitted: 0,
  });
});

test("shows five at either end of a large batch and all of a small one", () => {
  expect(preview("5", "10", 50_000)).toEqual({
    first: ["5", "15", "25", "35", "45"],
    last: ["499955", "499965", "499975", "499985", "499995"],
    omitted: 49_990,
  });
  expect(preview("0", "1", 10)?.first).toHaveLength(10);
  expect(preview("0", "1", 11)).toMatchObject({ omitted: 1, last: ["6", "7", "8", "9", "10"] });
});

describe("says nothing rather than something wrong", () => {
  test("of generators it does not know", () => {
    expect(knowsCommonNames(prefixGenerator)).toBe(false);
    expect(previewCommonNames(prefixGenerator, { startValue: "1", increment: "1" }, 3)).toBeNull();
    expect(knowsCommonNames({ ...numericGenerator, parameters: [] })).toBe(false);
  });

  test.each([
    ["", "1", 3],
    ["-1", "1", 3],
    ["1e3", "1", 3],
    ["0x10", "1", 3],
    [" 1", "1", 3],
    ["1", "", 3],
    ["1", "1", 0],
    ["1", "1", 2.5],
    ["1", "1", Number.NaN],
    ["9".repeat(1_001), "1", 3],
  ])("start %s, increment %s, size %s", (start, increment, size) => {
    expect(preview(start, increment, size)).toBeNull();
  });

  test("when a value is missing", () => {
    expect(previewCommonNames(numericGenerator, {}, 3)).toBeNull();
  });
});
