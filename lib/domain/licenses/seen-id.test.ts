import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isSeenId, seenActivationOf, seenIdOf } from "./seen-id";

const text = fc.string({ unit: "grapheme", maxLength: 20 }).filter((value) => value.isWellFormed());
const seen = fc.record({
  customerId: text,
  groupId: text,
  entitlementId: text,
  activationId: fc.option(text.filter((value) => value !== "")),
  serialNumber: text,
});

describe("the id of an activation that the vendor lists", () => {
  test("can be read by people", () => {
    const id = seenIdOf({
      customerId: "0100001234",
      groupId: "GRP-77",
      entitlementId: "ENT-000101",
      activationId: null,
      serialNumber: "JN1234ABC",
    });
    expect(id).toBe("seen~0100001234~GRP-77~ENT-000101~~JN1234ABC");
  });

  test("gives back what it was made of, and survives every address", () => {
    fc.assert(
      fc.property(seen, (activation) => {
        const id = seenIdOf(activation);
        expect(seenActivationOf(id)).toEqual(activation);
        expect(encodeURIComponent(id)).toBe(id);
        expect(isSeenId(id)).toBe(true);
      }),
    );
  });

  test.each([
    "",
    "lic_1",
    "seen~a~b~c~d",
    "seen~a~b~c~d~e~f",
    "seen~a~b~c~d~!41",
    "seen~a~b~c~d~!2F",
    "seen~a~b~c~d~!ff",
    "seen~a~b~c~d~!2",
    "seen~a~b~c~d~e/f",
    "seen~a~b~c~d~%41",
    " seen~a~b~c~d~e",
    "seen~a~b~c~d~e\n",
  ])("is not %j", (id) => {
    expect(seenActivationOf(id)).toBeUndefined();
  });
});
