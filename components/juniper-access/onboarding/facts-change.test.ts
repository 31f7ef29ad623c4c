import { describe, expect, test } from "vitest";
import { onboardingSteps } from "@/lib/contract/juniper-access";
import { factsAsTyped, factsChange, factsForm } from "./facts-change";
import { stepWords } from "./step-words";

const nothing = { customerSourceIdentifier: null, unreachableAlias: null, secretAlias: null };

test("an empty field means that nothing was agreed", () => {
  expect(factsForm.parse(factsAsTyped(nothing))).toEqual(nothing);
  expect(factsForm.parse({ ...factsAsTyped(nothing), secretAlias: "  " })).toEqual(nothing);
});

test("what was agreed is kept without the spaces around it", () => {
  const typed = {
    customerSourceIdentifier: " CSI-1 ",
    unreachableAlias: " a@example.com",
    secretAlias: "b@example.com",
  };
  expect(factsForm.parse(typed)).toEqual({
    customerSourceIdentifier: "CSI-1",
    unreachableAlias: "a@example.com",
    secretAlias: "b@example.com",
  });
});

describe("the form refuses in the contract's words", () => {
  test.each([
    ["unreachableAlias", "nobody", "An e-mail address, such as licenses@example.com."],
    ["secretAlias", `${"a".repeat(250)}@example.com`, "An e-mail address has at most 254 characters."],
    ["customerSourceIdentifier", "x".repeat(65), "The identifier has at most 64 characters."],
  ])("%s", (name, value, message) => {
    const checked = factsForm.safeParse({ ...factsAsTyped(nothing), [name]: value });
    expect(checked.error?.issues).toEqual([expect.objectContaining({ path: [name], message })]);
  });
});

test("only what differs is sent", () => {
  const before = { ...nothing, unreachableAlias: "a@example.com", secretAlias: "b@example.com" };
  expect(factsChange(before, before)).toEqual({});
  expect(factsChange(before, { ...before, secretAlias: null, customerSourceIdentifier: "CSI-1" })).toEqual({
    customerSourceIdentifier: "CSI-1",
    secretAlias: null,
  });
});

test("every step has words, each its own", () => {
  const titles = onboardingSteps.map((step) => stepWords[step].title);
  expect(new Set(titles).size).toBe(10);
});
