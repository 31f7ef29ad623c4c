import { expect, test } from "vitest";
import { reasonOf } from "./not-valid";
import { standingOf } from "./standing";
import { entitlementWith } from "./testing";

const now = new Date("2026-11-22T10:00:00.000Z");

test.each([
  [{ endsAt: "2026-11-01T00:00:00.000Z" }, "It ended on 2026-11-01."],
  [{ endsAt: null, status: "EXPIRED" }, "It has ended."],
  [{ startsAt: "2027-01-01T00:00:00.000Z" }, "It starts on 2027-01-01."],
  [{ startsAt: null, status: "NOT_STARTED" }, "It has not started yet."],
  [{ status: "REVOKED" }, "It was revoked."],
  [{ quantity: { total: 4, activated: 4, available: 0 } }, "All of it is activated."],
  [{ quantity: { total: 4, activated: 5, available: 0 } }, "More of it is activated than was bought."],
  [{ status: "SUSPENDED" }, "Juniper says that it is not valid, and not why. Its status there is SUSPENDED."],
  [{ status: null }, "Juniper says that it is not valid, and not why."],
])("what is not valid is explained by what is known of it: %j", (changes, words) => {
  const { sealedCode: _code, raw: _raw, ...entitlement } = entitlementWith(changes);
  expect(reasonOf({ ...entitlement, standing: standingOf(entitlement, now) })).toBe(words);
});

test("where nothing is known of it, that is said", () => {
  expect(reasonOf(null)).toBe("Juniper says that it is not valid, and not why.");
});
