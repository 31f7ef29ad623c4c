import { expect, test } from "vitest";
import { entitlementNameOf, takenFor } from "./taken-for";

test.each([
  ["152115134567", "ssrn"],
  ["  1521 1513 4567\n", "ssrn"],
  ["123456", "ssrn"],
  ["12345", "activationCode"],
  ["12345678901234567", "activationCode"],
  ["AB12-CD34-EF56-7890", "activationCode"],
  ["abcdef0123456789", "activationCode"],
  ["   ", undefined],
])("%j is taken for %s", (typed, taken) => {
  expect(takenFor(typed)).toBe(taken);
});

test("it is asked for without the blanks it was pasted with, by the name it is taken for", () => {
  expect(entitlementNameOf(" 1521 1513 4567 ", "ssrn")).toEqual({ name: { ssrn: "152115134567" } });
  expect(entitlementNameOf("152115134567", "activationCode")).toEqual({
    name: { activationCode: "152115134567" },
  });
});

test("what is neither is told before anybody is asked", () => {
  expect(entitlementNameOf("", undefined)).toEqual({
    message: "Type or paste an SSRN or an activation code.",
  });
  expect(entitlementNameOf("AB_12", "activationCode")).toEqual({
    message: "An activation code has 4 to 128 characters: letters, digits and dashes.",
  });
  expect(entitlementNameOf("1", "ssrn")).toEqual({
    message: "An SSRN has 4 to 64 characters: letters, digits and dashes.",
  });
});
