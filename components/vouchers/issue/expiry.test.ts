import { expect, test } from "vitest";
import { expiryProblem, fieldValue, instantIn, presetValue } from "./expiry";

const now = Date.parse("2026-11-23T10:20:30.500Z");

test("a moment becomes a field's value by UTC, and comes back to the minute", () => {
  expect(fieldValue(now)).toBe("2026-11-23T10:20");
  expect(instantIn(fieldValue(now))).toBe("2026-11-23T10:20:00.000Z");
  expect(instantIn("2026-11-23T10:20:30")).toBe("2026-11-23T10:20:30.000Z");
  expect(["", "2026-13-01T00:00", "soon"].map(instantIn)).toEqual([undefined, undefined, undefined]);
});

test("a preset ends with the certificate at the latest", () => {
  expect(presetValue(30, now, null)).toBe("2026-12-23T10:20");
  expect(presetValue(30, now, "2027-01-01T00:00:00.000Z")).toBe("2026-12-23T10:20");
  const end = "2026-12-01T23:59:59.000Z";
  expect(presetValue(365, now, end)).toBe("2026-12-01T23:59");
  expect(expiryProblem(presetValue(365, now, end), now, end)).toBeUndefined();
});

test.each([
  ["", null, undefined],
  ["2026-11-23T10:21", null, undefined],
  ["2026-11-23T10:20", null, "past"],
  ["nonsense", null, "Give a date"],
  ["2027-01-01T00:00", "2027-01-01T00:00:00.000Z", undefined],
  [
    "2027-01-01T00:01",
    "2027-01-01T00:00:00.000Z",
    "later than the certificate, which ends Fri, 1 January 2027",
  ],
])("%j with a certificate until %s", (value, notAfter, words) => {
  const problem = expiryProblem(value, now, notAfter);
  if (words === undefined) expect(problem).toBeUndefined();
  else expect(problem).toContain(words);
});
