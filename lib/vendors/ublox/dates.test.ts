import { expect, test } from "vitest";
import { periodBody, vendorInstant } from "./dates";

test.each([
  ["2020-02-01T00:00:00.000Z", "2020-02-01T00:00:00+00:00"],
  ["2020-02-01T02:30:00+02:30", "2020-02-01T00:00:00+00:00"],
  ["2020-03-01T23:59:59.999Z", "2020-03-01T23:59:59+00:00"],
])("%s is written %s, as in the document's samples", (instant, written) => {
  expect(vendorInstant(instant)).toBe(written);
});

test("an end is written only where there is one", () => {
  expect(periodBody({ from: "2020-02-01T00:00:00Z" })).toEqual({ FromDate: "2020-02-01T00:00:00+00:00" });
  expect(() => periodBody({ from: "yesterday" })).toThrow(RangeError);
});
