import { describe, expect, test } from "vitest";
import { withGroup } from "./paths";
import { standingLook, unclearWords, verdictWords } from "./words";

const sums = { compliant: true, owned: 10, activated: 4, exceeded: 0, lapsed: 0 };

describe("the verdict", () => {
  test("names what is beyond and what has ended, with how many", () => {
    expect(verdictWords({ ...sums, compliant: false, exceeded: 2, lapsed: 1 })).toBe(
      "2 licenses are activated beyond what is owned, and 1 license of entitlements that have ended or were revoked is still activated.",
    );
    expect(verdictWords({ ...sums, compliant: false, exceeded: 1_200 })).toBe(
      "1,200 licenses are activated beyond what is owned.",
    );
    expect(verdictWords({ ...sums, compliant: false, lapsed: 3 })).toBe(
      "3 licenses of entitlements that have ended or were revoked are still activated.",
    );
  });

  test("does not praise where there is nothing", () => {
    expect(verdictWords(sums)).toMatch(/^All that is activated is owned/);
    expect(verdictWords({ ...sums, activated: 0 })).toBe("Nothing is activated of what is owned.");
    expect(verdictWords({ ...sums, owned: 0, activated: 0 })).toBe(
      "Nothing is owned here and nothing is activated.",
    );
  });
});

test("what is out is out, whether it ends soon or not", () => {
  expect(standingLook({ compliant: false, expiring: true })).toEqual({
    kind: "failed",
    word: "Out of compliance",
  });
  expect(standingLook({ compliant: true, expiring: true }).kind).toBe("attention");
  expect(standingLook({ compliant: true, expiring: false }).kind).toBe("ok");
});

test("what is in no sum is said while there is any", () => {
  expect(unclearWords(0)).toBeUndefined();
  expect(unclearWords(1)).toMatch(/^1 entitlement is in no sum/);
  expect(unclearWords(2)).toMatch(/^2 entitlements are in no sum/);
});

test("links keep the group that is looked at, and name none where it is the connection's", () => {
  expect(withGroup("/entitlements", { customerId: null, groupId: null })).toBe("/entitlements");
  expect(
    withGroup(
      "/entitlements",
      { customerId: "0100001234", groupId: "GRP 78" },
      { search: "S-MX", none: null },
    ),
  ).toBe("/entitlements?search=S-MX&customerId=0100001234&groupId=GRP+78");
});
