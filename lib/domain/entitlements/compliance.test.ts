import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { groupCompliance } from "@/lib/contract/licenses";
import { groupComplianceOf } from "./compliance";
import { entitlementWith, groupOf } from "./testing";

const now = new Date("2026-11-22T10:00:00.000Z");
const ended = { endsAt: "2026-11-01T00:00:00.000Z" };
const quantity = (total: number | null, activated: number | null, available: number | null = null) => ({
  quantity: { total, activated, available },
});
const sums = { owned: 0, activated: 0, free: 0, expiring: 0, exceeded: 0, lapsed: 0 };
const of = (...all: Parameters<typeof entitlementWith>[0][]) =>
  groupComplianceOf(
    groupOf(all.map((changes, index) => entitlementWith({ entitlementId: `ENT-${index}`, ...changes }))),
    now,
  );

describe("what a group owns and uses", () => {
  test.each([
    ["in force", {}, { compliant: true, ...sums, owned: 10, activated: 3, free: 7 }],
    [
      "about to end",
      { endsAt: "2026-12-31T00:00:00.000Z" },
      { compliant: true, ...sums, owned: 10, activated: 3, free: 7, expiring: 10 },
    ],
    ["used up", quantity(4, 4, 0), { compliant: true, ...sums, owned: 4, activated: 4 }],
    ["exceeded", quantity(5, 7, 0), { compliant: false, ...sums, owned: 5, activated: 7, exceeded: 2 }],
    ["ended and still used", ended, { compliant: false, ...sums, activated: 3, lapsed: 3 }],
    ["ended and given back", { ...ended, ...quantity(10, 0, 10) }, { compliant: true, ...sums }],
    ["revoked and still used", { status: "REVOKED" }, { compliant: false, ...sums, activated: 3, lapsed: 3 }],
    [
      "not started",
      { startsAt: "2027-01-01T00:00:00.000Z", ...quantity(20, 0) },
      { compliant: true, ...sums },
    ],
    [
      "not started and used already",
      { startsAt: "2027-01-01T00:00:00.000Z" },
      { compliant: false, ...sums, activated: 3, exceeded: 3 },
    ],
    [
      "vouchers that were handed out before the end",
      { ...ended, type: "VOUCHER" },
      { compliant: true, ...sums },
    ],
    ["total and free", quantity(10, null, 4), { compliant: true, ...sums, owned: 10, activated: 6, free: 4 }],
    ["used and free", quantity(null, 6, 4), { compliant: true, ...sums, owned: 10, activated: 6, free: 4 }],
    // The vendor keeps some back.
    [
      "less free than owned",
      quantity(10, 3, 5),
      { compliant: true, ...sums, owned: 10, activated: 3, free: 5 },
    ],
  ])("%s", (_name, changes, expected) => {
    expect(of(changes)).toMatchObject({ ...expected, unclearCount: 0 });
  });

  test.each([
    ["how much is used", quantity(10, null)],
    ["how much was bought", quantity(null, 3)],
    ["anything", quantity(null, null)],
    ["numbers that can be", quantity(-5, -1, -2)],
    ["whether it may be used", { status: "SUSPENDED" }],
    ["how much is used of what has ended", { ...ended, ...quantity(10, null) }],
  ])("is not guessed where the vendor does not say %s", (_what, changes) => {
    expect(of(changes)).toMatchObject({
      compliant: true,
      ...sums,
      unclearCount: 1,
      products: [{ ...sums, entitlementCount: 1 }],
    });
  });

  test("is not evened out between entitlements: too many of one are not covered by another", () => {
    expect(of({}, quantity(5, 7, 0))).toMatchObject({
      compliant: false,
      owned: 15,
      activated: 10,
      free: 7,
      exceeded: 2,
      products: [{ compliant: false, entitlementCount: 2 }],
    });
  });
});

test("products are summed one by one, those that are out first", () => {
  const told = of(
    { productSku: "B", productDescription: null },
    { productSku: "B", productDescription: "A thing" },
    { productSku: "C", ...quantity(1, 2) },
    { productSku: null, productDescription: null },
    { productSku: "A" },
  );
  expect(groupCompliance.parse(told)).toEqual(told);
  expect(
    told.products.map(({ productSku, productDescription, owned, compliant }) => [
      productSku,
      productDescription,
      owned,
      compliant,
    ]),
  ).toEqual([
    ["C", "MX license", 1, false],
    ["A", "MX license", 10, true],
    ["B", "A thing", 20, true],
    ["Not said", null, 10, true],
  ]);
});

test("an empty group is in compliance, and an incomplete one says so", () => {
  expect(groupComplianceOf(groupOf([], { complete: false }), now)).toMatchObject({
    ...sums,
    compliant: true,
    products: [],
    group: { complete: false },
  });
});

test("the sums are those of the products, and what is activated is owned, exceeded or lapsed", () => {
  const amount = fc.option(fc.integer({ min: 0, max: 50 }), { nil: null });
  const entitlement = fc.record({
    productSku: fc.constantFrom("A", "B", null),
    type: fc.constantFrom("SUBSCRIPTION", "PERPETUAL", "VOUCHER"),
    startsAt: fc.constantFrom(null, "2026-01-01T00:00:00.000Z", "2027-06-01T00:00:00.000Z"),
    endsAt: fc.constantFrom(
      null,
      "2026-10-01T00:00:00.000Z",
      "2026-12-31T00:00:00.000Z",
      "2028-01-01T00:00:00.000Z",
    ),
    status: fc.constantFrom(null, "ACTIVE", "REVOKED", "SUSPENDED"),
    quantity: fc.record({ total: amount, activated: amount, available: fc.constant(null) }),
  });
  fc.assert(
    fc.property(fc.array(entitlement, { maxLength: 12 }), (all) => {
      const {
        products,
        unclearCount,
        group: _,
        customerId: _c,
        groupId: _g,
        compliant,
        ...total
      } = of(...all);
      for (const name of ["owned", "activated", "free", "expiring", "exceeded", "lapsed"] as const) {
        expect(total[name]).toBe(products.reduce((sum, product) => sum + product[name], 0));
        expect(total[name]).toBeGreaterThanOrEqual(0);
      }
      expect(total.activated).toBe(total.owned - total.free + total.exceeded + total.lapsed);
      expect(total.expiring).toBeLessThanOrEqual(total.owned);
      expect(compliant).toBe(total.exceeded === 0 && total.lapsed === 0);
      expect(compliant).toBe(products.every((product) => product.compliant));
      expect(products.reduce((sum, { entitlementCount }) => sum + entitlementCount, 0)).toBe(all.length);
      expect(unclearCount).toBeLessThanOrEqual(all.length);
    }),
  );
});
