import { describe, expect, test } from "vitest";
import { hexProgress } from "./hex-progress";

const header = [22, 24, 32];

describe("while it is typed", () => {
  test.each([
    ["", "0 of 22, 24 or 32 digits"],
    ["2900", "4 of 22, 24 or 32 digits"],
    ["a".repeat(22), "22 digits"],
    ["a".repeat(23), "23 of 22, 24 or 32 digits"],
    [` ${"A".repeat(32)} `, "32 digits"],
  ])("%j may still become right: %s", (typed, words) => {
    expect(hexProgress(typed, header)).toEqual({ words });
  });

  test.each([
    ["0x29", "Leave out 0x: only the digits."],
    ["29g", "“g” is no hexadecimal digit: these are 0 to 9 and a to f."],
    ["29 00", "A space is no hexadecimal digit: these are 0 to 9 and a to f."],
    ["a".repeat(33), "1 digit too many: at most 32."],
    ["a".repeat(40), "8 digits too many: at most 32."],
  ])("%j cannot: %s", (typed, problem) => {
    expect(hexProgress(typed, header).problem).toBe(problem);
  });
});

test("one length alone is said as it is", () => {
  expect(hexProgress("1101", [28]).words).toBe("4 of 28 digits");
});
