import { expect, test } from "vitest";
import { certificateStanding } from "./certificate-standing";

const now = Date.parse("2026-11-22T12:00:00Z");

test.each([
  ["2027-11-22T12:00:00Z", "ok", "365 days left"],
  ["2027-01-21T12:00:00Z", "ok", "60 days left"],
  ["2027-01-21T11:59:59Z", "attention", "59 days left"],
  ["2026-11-23T12:00:00Z", "attention", "1 day left"],
  ["2026-11-23T11:59:59Z", "attention", "less than a day left"],
  ["2026-11-22T12:00:00Z", "failed", "expired today"],
  ["2026-11-21T12:00:00Z", "failed", "expired 1 day ago"],
  ["2020-05-10T19:39:00Z", "failed", "expired 2,386 days ago"],
])("%s is %s: %s", (expiresAt, kind, words) => {
  expect(certificateStanding(expiresAt, now)).toEqual({ kind, words });
});

test("says nothing while end or present are not known", () => {
  expect(certificateStanding(null, now)).toBeUndefined();
  expect(certificateStanding("soon", now)).toBeUndefined();
  expect(certificateStanding("2027-01-21T12:00:00Z", null)).toBeUndefined();
});
