import { expect, test } from "vitest";
import type { License } from "@/lib/contract/licenses";
import {
  alreadyThere,
  caution,
  consequenceOf,
  lostAmong,
  shortage,
  whyNotActivatable,
} from "./activation-words";

const quantity = (total: number | null, activated: number | null) => ({
  quantity: { total, activated, available: null },
});

test("the consequence says what is taken and what it costs, as far as both are known", () => {
  expect(consequenceOf(quantity(10, 3), 1, 212)).toBe("Takes 1 of 7 left. 1 Juniper call of 212.");
  expect(consequenceOf(quantity(1_500, 0), 2, undefined)).toBe("Takes 2 of 1,500 left. 1 Juniper call.");
  expect(consequenceOf(quantity(null, 3), 1, 0)).toBe(
    "Takes 1; how many are left, Juniper does not say. 1 Juniper call of 0.",
  );
});

test("too little is told; what nobody says is left to the vendor", () => {
  expect(shortage(quantity(10, 3), 7)).toBeUndefined();
  expect(shortage(quantity(10, 9), 3)).toBe("1 is left of this entitlement, and 3 are asked for.");
  expect(shortage(quantity(4, 4), 1)).toBe("Nothing is left of this entitlement.");
  expect(shortage(quantity(null, null), 100)).toBeUndefined();
});

test("what cannot be activated says why, what probably cannot is tried", () => {
  expect(whyNotActivatable({ ssrn: "1", type: "VOUCHER" })).toMatch(/vouchers/);
  expect(whyNotActivatable({ ssrn: null, type: "SUBSCRIPTION" })).toMatch(/no SSRN/);
  expect(whyNotActivatable({ ssrn: "1", type: null })).toBeUndefined();
  expect(caution({ standing: "expired" })).toBe("This entitlement is expired: Juniper will probably refuse.");
  expect(caution({ standing: "used_up" })).toBeUndefined();
});

const license = (licenseId: string, state: License["state"], ssrn: string): License => ({
  licenseId,
  source: "muniment",
  serialNumber: "JN1234",
  entitlementId: null,
  ssrn,
  productSku: null,
  productDescription: null,
  customerId: null,
  groupId: null,
  activationId: null,
  vendorLicenseId: null,
  quantity: 1,
  state,
  standing: state,
  activatedAt: null,
  activatedBy: null,
  startsAt: null,
  endsAt: null,
  status: null,
  hasKey: false,
  fileName: null,
  releasedAt: null,
  releaseReason: null,
  quantityReturned: null,
});

test("what is on the device comes before what was, and the same entitlement before others", () => {
  const licenses = [
    license("released", "released", "1"),
    license("other", "active", "2"),
    license("same", "activation_in_doubt", "1"),
    license("refused", "not_activated", "1"),
  ];
  expect(alreadyThere(licenses, "1").map(({ licenseId }) => licenseId)).toEqual(["same", "other"]);
  expect(lostAmong(licenses, "1")?.licenseId).toBe("same");
  expect(lostAmong(licenses, "2")).toBeUndefined();
});
