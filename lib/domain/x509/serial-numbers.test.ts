import fc from "fast-check";
import { expect, test } from "vitest";
import { bySerialNumber, isSameSerialNumber, serialNumberKey, serialNumberText } from "./serial-numbers";

test.each([
  ["73068c914de40ccaee84e03a66b4858", "073068c914de40ccaee84e03a66b4858"],
  ["0A:0b", "a0b"],
  ["0x00ff", "ff"],
  ["00", "0"],
])("%s and %s are one number", (one, other) => {
  expect(isSameSerialNumber(one, other)).toBe(true);
});

test.each([
  ["a0", "a"],
  ["", ""],
  ["no number", "no number"],
])("%j and %j are not", (one, other) => {
  expect(isSameSerialNumber(one, other)).toBe(false);
});

const number = fc.bigInt({ min: 0n, max: 2n ** 160n - 1n });

test("whatever the spelling, the number stays and the order is that of numbers", () => {
  fc.assert(
    fc.property(number, number, fc.integer({ min: 0, max: 4 }), (left, right, zeros) => {
      const spelled = `${"0".repeat(zeros)}${left.toString(16).toUpperCase()}`;
      expect(BigInt(`0x${serialNumberKey(spelled)}`)).toBe(left);
      expect(isSameSerialNumber(spelled, left.toString(16))).toBe(true);
      expect(serialNumberText(spelled)).toMatch(/^([0-9a-f]{2})+$/);
      expect(Math.sign(bySerialNumber(spelled, right.toString(16)))).toBe(
        left < right ? -1 : left > right ? 1 : 0,
      );
    }),
    { numRuns: 60 },
  );
});

test("what is no number stays as it is and comes last", () => {
  expect(serialNumberText("unknown")).toBe("unknown");
  expect(["x", "10", "w", "9"].sort(bySerialNumber)).toEqual(["9", "10", "w", "x"]);
});
