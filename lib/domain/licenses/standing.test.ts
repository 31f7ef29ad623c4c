import { describe, expect, test } from "vitest";
import { licenseState } from "@/lib/contract/licenses";
import { licenseStandingOf } from "./standing";

const now = new Date("2026-11-22T10:00:00.000Z");

describe("the standing of a license", () => {
  test.each([
    ["has no end", null, "active"],
    ["has an end nobody can read", "someday", "active"],
    ["ends in more than 90 days", "2027-02-20T10:00:00.001Z", "active"],
    ["ends in 90 days", "2027-02-20T10:00:00.000Z", "expiring"],
    ["ends today", "2026-11-22T00:00:00.000Z", "expiring"],
    ["ended yesterday", "2026-11-21T00:00:00.000Z", "expired"],
    ["ends at this moment", "2026-11-22T10:00:00.000Z", "expired"],
  ] as const)("of an active one that %s", (_name, endsAt, standing) => {
    expect(licenseStandingOf({ state: "active", endsAt }, now)).toBe(standing);
  });

  test("of any other is its state, whatever its end", () => {
    for (const state of licenseState.exclude(["active"]).options) {
      expect(licenseStandingOf({ state, endsAt: "2026-01-01T00:00:00.000Z" }, now)).toBe(state);
    }
  });
});
