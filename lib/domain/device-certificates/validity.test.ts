import { expect, test } from "vitest";
import { aboutValidity } from "./row-rules";
import { standingOf } from "./standing";
import { longestValidityDays, shrunkEnd } from "./validity";

const now = Date.parse("2026-11-22T12:00:00Z");

test.each([
  ["2027-11-22T12:00:00Z", 365],
  ["2027-11-22T11:59:59Z", 364],
  ["2026-11-21T12:00:00Z", 0],
  ["2050-01-01T00:00:00Z", 3_650],
  [null, 3_650],
])("under a CA that ends %s a certificate lives at most %i days", (endsAt, days) => {
  expect(longestValidityDays(endsAt, now)).toBe(days);
});

test("a validity beyond its CA is refused with the CA's end, and with the way out when none is short enough", () => {
  const ca = { caName: "one", endsAt: "2027-03-14T09:00:00Z" };
  expect(aboutValidity(111, ca, now)).toBeUndefined();
  expect(aboutValidity(112, ca, now)).toBe(
    "one ends 14 March 2027, and its device certificates end with it: ask for at most 111 days.",
  );
  expect(aboutValidity(30, { ...ca, endsAt: "2026-12-01T00:00:00Z" }, now)).toContain(
    "Move to another root CA instead.",
  );
  expect(aboutValidity(3_650, { ...ca, endsAt: null }, now)).toBeUndefined();
});

test("moving shrinks a certificate only to an end that comes earlier", () => {
  const [early, late] = ["2027-01-01T00:00:00Z", "2028-01-01T00:00:00Z"];
  expect(shrunkEnd(late, early)).toBe(early);
  expect(shrunkEnd(early, late)).toBeNull();
  expect(shrunkEnd(null, early)).toBeNull();
  expect(shrunkEnd(late, null)).toBeNull();
});

test.each([
  ["2027-01-21T12:00:00Z", false, "valid"],
  ["2027-01-21T11:59:59Z", false, "expiring"],
  ["2026-11-22T12:00:00Z", false, "expired"],
  ["2020-01-01T00:00:00Z", true, "revoked"],
  [null, false, "unknown"],
  ["soon", false, "unknown"],
])("ending %s, revoked %s: %s", (expiresAt, revoked, standing) => {
  expect(standingOf({ expiresAt, revoked }, now)).toBe(standing);
});
