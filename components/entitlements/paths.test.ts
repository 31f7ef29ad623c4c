import { expect, test } from "vitest";
import { entitlementPath, licensePath, newVoucherPath, partOf } from "./paths";

test("ids are written so that they stay one part of the address", () => {
  expect(entitlementPath("ENT/1 ~%2F")).toBe("/entitlements/ENT%2F1%20~%252F");
  expect(licensePath("seen~GRP%2F77~ACT-1")).toBe("/activations/seen~GRP%252F77~ACT-1");
});

test("a group that was asked for is kept from part to part", () => {
  expect(entitlementPath("E1", { customerId: "01", groupId: "GRP-78" }, "history")).toBe(
    "/entitlements/E1/history?customerId=01&groupId=GRP-78",
  );
  expect(entitlementPath("E1", {}, "raw")).toBe("/entitlements/E1/raw");
});

test("the part is told by what stands behind the id", () => {
  expect(partOf("/entitlements/E%2F1/history")).toBe("history");
  expect(partOf("/entitlements/E1")).toBe("");
});

test("a voucher begins with the SSRN", () => {
  expect(newVoucherPath("152115134567")).toBe("/vouchers/new?ssrn=152115134567");
});
