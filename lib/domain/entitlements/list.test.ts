import { describe, expect, test } from "vitest";
import { entitlements as contract } from "@/lib/contract/entitlements";
import { detailOf } from "./find";
import { listOf, matching } from "./list";
import { entitlementWith, groupOf } from "./testing";

const now = new Date("2026-11-22T10:00:00.000Z");

const group = groupOf([
  entitlementWith({ entitlementId: "ENT-10", ssrn: "1001", productSku: "S-MX-10", accountId: "A2" }),
  entitlementWith({
    entitlementId: "ENT-2",
    ssrn: "1002",
    productSku: "S-MX-2",
    type: "PERPETUAL",
    endsAt: null,
    quantity: { total: 4, activated: 4, available: 0 },
    sealedCode: "sealed.text",
    activations: [{ activationId: "ACT-1", serialNumber: "JN1", activatedAt: null, status: "ACTIVE" }],
  }),
  entitlementWith({
    entitlementId: "ENT-3",
    ssrn: null,
    productSku: null,
    productDescription: "Wireless Assurance",
    type: null,
    accountId: null,
    endsAt: "2026-12-01T00:00:00.000Z",
    quantity: { total: null, activated: null, available: null },
  }),
  entitlementWith({
    entitlementId: "ENT-4",
    quantity: { total: 5, activated: 7, available: 0 },
    status: "ACTIVE",
  }),
]);

const query = (changes: Record<string, unknown> = {}) => contract.list.query.parse(changes);
const list = (changes: Record<string, unknown> = {}) => listOf(group, query(changes), now);
const ids = (changes: Record<string, unknown> = {}) =>
  list(changes).items.map(({ entitlementId }) => entitlementId);

describe("the filters", () => {
  test.each([
    [{ type: "perpetual" }, ["ENT-2"]],
    [{ accountId: "A2" }, ["ENT-10"]],
    [{ standing: "exceeded" }, ["ENT-4"]],
    [{ standing: "expiring" }, ["ENT-3"]],
    [{ endsWithinDays: 30 }, ["ENT-3"]],
    [{ endsWithinDays: 0 }, []],
    // What is not said is not enough.
    [{ freeAtLeast: 7 }, ["ENT-10"]],
    [{ freeAtLeast: 8 }, []],
    [{ search: "s-mx-1" }, ["ENT-10"]],
    [{ search: "1002" }, ["ENT-2"]],
    [{ search: "wireless" }, ["ENT-3"]],
    [{ search: "ent-4" }, ["ENT-4"]],
    // The end of the activation code, which is shown masked.
    [{ search: "G7H8" }, []],
    [{ search: "null" }, []],
    [{ type: "PERPETUAL", search: "S-MX-A" }, []],
  ])("%j find %j", (filters, found) => {
    expect(ids(filters)).toEqual(found);
    expect(list(filters).page.total).toBe(found.length);
  });
});

describe("the order", () => {
  test.each([
    ["product", "asc", ["ENT-2", "ENT-10", "ENT-4", "ENT-3"]],
    ["product", "desc", ["ENT-3", "ENT-4", "ENT-10", "ENT-2"]],
    ["type", "asc", ["ENT-2", "ENT-4", "ENT-10", "ENT-3"]],
    ["used", "asc", ["ENT-10", "ENT-2", "ENT-4", "ENT-3"]],
    ["used", "desc", ["ENT-4", "ENT-2", "ENT-10", "ENT-3"]],
    ["endsAt", "asc", ["ENT-3", "ENT-4", "ENT-10", "ENT-2"]],
    ["endsAt", "desc", ["ENT-4", "ENT-10", "ENT-3", "ENT-2"]],
    ["standing", "asc", ["ENT-4", "ENT-3", "ENT-2", "ENT-10"]],
  ])("by %s %s has what is not said last", (sort, direction, order) => {
    expect(ids({ sort, direction })).toEqual(order);
  });

  test("of none bought and none used is the least used", () => {
    const none = entitlementWith({
      entitlementId: "ENT-0",
      quantity: { total: 0, activated: 0, available: 0 },
    });
    const more = groupOf([...group.entitlements, none]);
    expect(listOf(more, query({ sort: "used" }), now).items[0]?.entitlementId).toBe("ENT-0");
  });
});

test("pages are cut from what was found, and say how much that is", () => {
  expect(ids({ sort: "product", size: 3 })).toEqual(["ENT-2", "ENT-10", "ENT-4"]);
  expect(ids({ sort: "product", size: 3, page: 2 })).toEqual(["ENT-3"]);
  expect(list({ size: 3, page: 9 })).toMatchObject({ items: [], page: { number: 9, size: 3, total: 4 } });
});

test("a list is of the contract's shape, names every type and account there is, and holds no secret", () => {
  const answer = list({ search: "ENT-2" });
  expect(contract.list.response.parse(answer)).toEqual(answer);
  expect(answer).toMatchObject({
    types: ["PERPETUAL", "SUBSCRIPTION"],
    accountIds: ["0100001234", "A2"],
    group: { customerId: "0100001234", groupId: "GRP-77", complete: true, warnings: [] },
  });
  expect(JSON.stringify(answer)).not.toContain("sealed.text");
});

test("what matches keeps the vendor's order", () => {
  expect(matching(group, {}, now)).toEqual(group.entitlements);
});

describe("one of them", () => {
  test("is told with its activations, without its sealed code", () => {
    const detail = detailOf(group, "ENT-2", now);
    expect(contract.get.response.parse(detail)).toEqual(detail);
    expect(detail).toMatchObject({ standing: "used_up", activations: [{ serialNumber: "JN1" }] });
    expect(JSON.stringify(detail)).not.toContain("sealed.text");
  });

  test.each([
    [true, "Group GRP-77 of customer 0100001234 has no entitlement ENT-9."],
    [
      false,
      "Entitlement ENT-9 is not among those that were read of group GRP-77 of customer 0100001234, which has more.",
    ],
  ])("that is not there is refused in plain words (complete: %s)", (complete, detail) => {
    const asked = () => detailOf({ ...group, complete }, "ENT-9", now);
    expect(asked).toThrow(detail);
    expect(asked).toThrow(expect.objectContaining({ code: "not_found" }));
  });
});
