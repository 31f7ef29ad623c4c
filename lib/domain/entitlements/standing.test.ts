import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { entitlementStanding } from "@/lib/contract/entitlements";
import { endMsOf, endsWithin, freeOf, standingOf } from "./standing";
import { entitlementWith } from "./testing";

const now = new Date("2026-11-22T10:00:00.000Z");
const nothingSaid = {
  startsAt: null,
  endsAt: null,
  status: null,
  quantity: { total: null, activated: null, available: null },
};
const quantity = (total: number | null, activated: number | null, available: number | null = null) => ({
  quantity: { total, activated, available },
});

describe("the standing of an entitlement", () => {
  test.each([
    ["active", {}],
    ["active", { endsAt: null, type: "PERPETUAL" }],
    ["active", { status: null }],
    ["active", { ...nothingSaid, status: "Active" }],
    ["active", { ...nothingSaid, ...quantity(10, 3) }],
    ["expiring", { endsAt: "2026-12-31T00:00:00.000Z" }],
    ["expiring", { endsAt: "2027-02-19T00:00:00.000Z" }],
    ["active", { endsAt: "2027-02-20T12:00:00.000Z" }],
    // Its last day counts.
    ["expiring", { endsAt: "2026-11-22T00:00:00.000Z" }],
    ["expired", { endsAt: "2026-11-21T00:00:00.000Z" }],
    ["expired", { endsAt: "2026-11-22T09:59:59.000Z" }],
    ["expired", { ...nothingSaid, status: "EXPIRED" }],
    // By our clock: the vendor's word is older than the date.
    ["expiring", { endsAt: "2026-12-31T00:00:00.000Z", status: "EXPIRED" }],
    ["not_started", { startsAt: "2026-11-23T00:00:00.000Z" }],
    ["active", { startsAt: "2026-11-22T00:00:00.000Z" }],
    ["not_started", { startsAt: null, status: "NOT_STARTED" }],
    ["used_up", quantity(10, 10, 0)],
    ["used_up", quantity(10, 10)],
    ["used_up", quantity(10, null, 0)],
    ["used_up", { ...quantity(null, null), status: "EXHAUSTED" }],
    // What ends has to be renewed, used up or not.
    ["expiring", { ...quantity(10, 10, 0), endsAt: "2026-12-31T00:00:00.000Z" }],
    ["exceeded", quantity(5, 7, 0)],
    ["exceeded", { ...quantity(5, 7, 0), endsAt: "2026-12-31T00:00:00.000Z" }],
    ["exceeded", { ...quantity(null, null), status: "Exceeded" }],
    ["expired", { ...quantity(5, 7, 0), endsAt: "2026-11-01T00:00:00.000Z" }],
    ["revoked", { status: "REVOKED" }],
    ["revoked", { status: "Cancelled", endsAt: "2026-11-01T00:00:00.000Z" }],
    ["unclear", nothingSaid],
    ["unclear", { ...nothingSaid, status: "GENERATED" }],
    ["unclear", { status: "SUSPENDED" }],
    ["unclear", { status: "Inactive" }],
  ] as const)("is %s of %j", (standing, changes) => {
    expect(standingOf(entitlementWith(changes), now)).toBe(standing);
  });

  test("is one of those there are, whatever the vendor says", () => {
    const number = fc.option(fc.integer(), { nil: null });
    const day = fc.option(
      fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
      { nil: null },
    );
    const said = fc.record({
      startsAt: day,
      endsAt: day,
      status: fc.option(fc.string(), { nil: null }),
      quantity: fc.record({ total: number, activated: number, available: number }),
    });
    fc.assert(
      fc.property(said, (judged) => {
        expect(entitlementStanding.options).toContain(standingOf(judged, now));
        expect(freeOf(judged.quantity) ?? 0).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

test("what ends on a day is good until the day is over; what ends at a time, until then", () => {
  expect(endMsOf("2026-12-31T00:00:00.000Z")).toBe(Date.parse("2027-01-01T00:00:00.000Z"));
  expect(endMsOf("2026-12-31T12:00:00.000Z")).toBe(Date.parse("2026-12-31T12:00:00.000Z"));
});

test.each([
  [true, 40, "2026-12-31T00:00:00.000Z"],
  [false, 39, "2026-12-31T00:00:00.000Z"],
  [false, 90, "2026-11-01T00:00:00.000Z"],
  [false, 90, null],
])("whether it ends soon is %s: %i days, %s", (soon, days, endsAt) => {
  expect(endsWithin(days, { endsAt }, now)).toBe(soon);
});
