import { describe, expect, test } from "vitest";
import { underwayMs } from "./limits";
import { verdictOn } from "./verdict";

const listed = (status: string | null, changes: object = {}) => ({
  activationId: "ACT-1",
  serialNumber: "JN0001AAA",
  activatedAt: null,
  status,
  ...changes,
});
const entitlement = (activations: ReturnType<typeof listed>[], activated: number | null = 1) => ({
  activations,
  quantity: { total: 10, activated, available: null },
});
const asked = { serialNumber: "JN0001AAA", activationId: null };
const none: ReadonlySet<string> = new Set();

describe("what a listing says", () => {
  test.each([
    ["activate", 0, "active"],
    ["activate", underwayMs, "active"],
    ["release", 0, "not_yet"],
    ["release", underwayMs, "active"],
    ["look", 0, "active"],
  ] as const)("of a live one, after %s %d ms ago: %s", (act, ageMs, found) => {
    expect(verdictOn({ ...asked, act, ageMs }, entitlement([listed("ACTIVE")]), none)).toMatchObject({
      found,
    });
  });

  test.each([
    ["activate", 0, "not_yet"],
    ["activate", underwayMs - 1, "not_yet"],
    ["activate", underwayMs, "not_active"],
    ["release", 0, "not_active"],
    ["look", 0, "not_active"],
  ] as const)("of one that was revoked, after %s %d ms ago: %s", (act, ageMs, found) => {
    expect(verdictOn({ ...asked, act, ageMs }, entitlement([listed("REVOKED")]), none)).toEqual({ found });
  });

  test("is nothing where it lists none although some is taken, or does not say", () => {
    const look = { ...asked, act: "activate", ageMs: underwayMs } as const;
    expect(verdictOn(look, entitlement([], 3), none)).toEqual({ found: "nothing" });
    expect(verdictOn(look, entitlement([], null), none)).toEqual({ found: "nothing" });
    expect(verdictOn(look, entitlement([], 0), none)).toEqual({ found: "not_active" });
  });

  test("is about the same id where both have one, and about the device otherwise", () => {
    const known = { ...asked, activationId: "ACT-9", act: "look", ageMs: 0 } as const;
    expect(verdictOn(known, entitlement([listed("ACTIVE")]), none)).toEqual({ found: "not_active" });
    const bare = entitlement([listed(null, { activationId: null, serialNumber: "jn0001aaa" })]);
    expect(verdictOn(known, bare, none)).toMatchObject({ found: "active" });
    const other = entitlement([listed("ACTIVE", { serialNumber: "JN0002BBB" })]);
    expect(verdictOn({ ...asked, act: "look", ageMs: 0 }, other, none)).toEqual({ found: "not_active" });
  });

  test("is not about what belongs to another license of ours", () => {
    const look = { ...asked, act: "activate", ageMs: underwayMs } as const;
    const found = verdictOn(look, entitlement([listed("ACTIVE")]), new Set(["ACT-1"]));
    expect(found).toEqual({ found: "not_active" });
  });
});
