import { describe, expect, test } from "vitest";
import {
  aboutEntitlement,
  aboutFree,
  aboutListed,
  aboutOurs,
  givenBackOf,
  isLive,
  liveOn,
} from "./row-rules";

const now = new Date("2026-11-22T10:00:00.000Z");
const entitlement = {
  type: "SUBSCRIPTION",
  startsAt: "2026-01-01T00:00:00.000Z",
  endsAt: "2027-12-31T00:00:00.000Z",
  quantity: { total: 10, activated: 3, available: 7 },
  status: "ACTIVE",
};
const listed = (status: string | null, activationId: string | null = "ACT-1") => ({
  activationId,
  serialNumber: "JN0001AAA",
  activatedAt: "2026-03-12T10:00:00.000Z",
  status,
});

describe("an entitlement", () => {
  test.each([
    [{}, undefined],
    [{ status: "EXHAUSTED", quantity: { total: 3, activated: 3, available: 0 } }, undefined],
    [{ type: "VOUCHER" }, "This entitlement is for vouchers: its devices get a voucher and no license."],
    [{ status: "REVOKED" }, "This entitlement was revoked by Juniper."],
    [{ endsAt: "2026-11-21T00:00:00.000Z" }, "This entitlement ended on 21 November 2026."],
    [{ endsAt: null, status: "EXPIRED" }, "This entitlement has ended."],
    [{ startsAt: "2026-12-06T00:00:00.000Z" }, "This entitlement starts on 6 December 2026."],
    [{ startsAt: null, status: "NOT_STARTED" }, "This entitlement has not started yet."],
  ])("%j: %s", (changes, words) => {
    expect(aboutEntitlement({ ...entitlement, ...changes }, now)).toBe(words);
  });

  test("has enough free, or says how many; where that is not said, the vendor decides", () => {
    expect(aboutFree(entitlement.quantity, 7)).toBeUndefined();
    expect(aboutFree(entitlement.quantity, 8)).toBe("Only 7 are free of this entitlement.");
    expect(aboutFree({ total: 4, activated: 3, available: null }, 2)).toBe(
      "Only 1 is free of this entitlement.",
    );
    expect(aboutFree({ total: 3, activated: 4, available: null }, 1)).toContain("None is free");
    expect(aboutFree({ total: 3, activated: null, available: null }, 100)).toBeUndefined();
  });
});

describe("a listed activation", () => {
  test.each(["ACTIVE", "EXPIRED", "", null])(
    "with the status %j still takes from its entitlement",
    (status) => {
      expect(isLive({ status })).toBe(true);
    },
  );

  test.each(["REVOKED", "Released", "returned to pool", "CANCELLED", "Inactive", "DEACTIVATED"])(
    "with the status %j does not",
    (status) => {
      expect(isLive({ status })).toBe(false);
    },
  );

  test("is found by its device, in any case, and told with day and id", () => {
    const all = [listed("REVOKED", "ACT-1"), listed("ACTIVE", "ACT-2")];
    expect(liveOn(all, "jn0001aaa")).toMatchObject({ activationId: "ACT-2" });
    expect(liveOn(all, "JN0002BBB")).toBeUndefined();
    expect(givenBackOf([...all, listed("REVOKED", null)])).toEqual(new Set(["ACT-1"]));
    expect(aboutListed(listed("ACTIVE"))).toBe(
      "Juniper lists it as activated on this device since 12 March 2026 (ACT-1), not through Muniment.",
    );
  });
});

test("what is ours says who, and what to do first", () => {
  const ours = {
    activatedAt: new Date("2026-03-12T10:00:00Z"),
    askedBy: "ada@example.com",
    activationId: "ACT-1",
  };
  const words = (state: string) => aboutOurs({ ...ours, state });
  expect(words("active")).toBe(
    "It is activated on this device since 12 March 2026, by ada@example.com (ACT-1).",
  );
  expect(words("activating")).toContain("by ada@example.com, is on its way");
  expect(words("releasing")).toContain("being released");
  for (const state of ["activation_in_doubt", "release_in_doubt"])
    expect(words(state)).toContain("Look it up first");
});
