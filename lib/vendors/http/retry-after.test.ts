import { expect, test } from "vitest";
import { retryAfterMs } from "./retry-after";

const now = Date.parse("2026-03-01T12:00:00Z");

test.each([
  ["seconds", "120", 120_000],
  ["zero", "0", 0],
  ["an HTTP date", "Sun, 01 Mar 2026 12:00:30 GMT", 30_000],
  ["a date in the past", "Sun, 01 Mar 2026 11:00:00 GMT", 0],
  ["ten years", "315360000", 315_360_000_000],
  ["more digits than time has", "9".repeat(40), Number.MAX_SAFE_INTEGER],
  ["nothing", undefined, undefined],
  ["an empty value", "", undefined],
  ["a negative number", "-5", undefined],
  ["words", "soon", undefined],
  ["a list", ["7", "9"], 7_000],
])("reads %s", (_name, header, expected) => {
  expect(retryAfterMs(header, undefined, now)).toBe(expected);
});

test("measures a date by the vendor's clock, not by ours", () => {
  const tenMinutesAhead = "Sun, 01 Mar 2026 12:10:00 GMT";
  expect(retryAfterMs("Sun, 01 Mar 2026 12:10:05 GMT", tenMinutesAhead, now)).toBe(5_000);
});
