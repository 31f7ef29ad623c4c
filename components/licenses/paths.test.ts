import { expect, test } from "vitest";
import { entitlementPath, licensePath, partOf } from "./paths";

test("an id with the vendor's own signs stays one part of the address", () => {
  const path = licensePath("seen~0100001234%2FGRP-77~ACT/1", "keyAndFile");
  expect(path).toBe("/activations/seen~0100001234%252FGRP-77~ACT%2F1/key-and-file");
  expect(partOf(path)).toBe("key-and-file");
  expect(partOf(licensePath("lic_1"))).toBe("");
  expect(decodeURIComponent(path.split("/")[2] ?? "")).toBe("seen~0100001234%2FGRP-77~ACT/1");
});

test("the entitlement is asked for in the license's group, where that is known", () => {
  const of = { entitlementId: "ENT 1", customerId: "01", groupId: "GRP-78" };
  expect(entitlementPath(of)).toBe("/entitlements/ENT%201?customerId=01&groupId=GRP-78");
  expect(entitlementPath({ ...of, groupId: null })).toBe("/entitlements/ENT%201");
});
