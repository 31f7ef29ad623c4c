import { expect, test } from "vitest";
import { nothingFound, oneQuestion, replacing } from "./one-question";

const nothing = { filter: null, deviceProfileUid: null, tag: null };

test("one question is asked as it stands", () => {
  expect(oneQuestion(nothing)).toEqual({ question: nothing, leftOut: [] });
  expect(oneQuestion({ ...nothing, filter: "BLACKLISTED" })).toEqual({
    question: { ...nothing, filter: "BLACKLISTED" },
    leftOut: [],
  });
});

test("of several the narrowest is asked and the others are named", () => {
  expect(oneQuestion({ filter: "WHITELISTED", deviceProfileUid: "p", tag: "downtown" })).toEqual({
    question: { ...nothing, tag: "downtown" },
    leftOut: ["deviceProfileUid", "filter"],
  });
  expect(oneQuestion({ ...nothing, filter: "ALL", deviceProfileUid: "p" })).toEqual({
    question: { ...nothing, deviceProfileUid: "p" },
    leftOut: ["filter"],
  });
});

test("setting one clears the others, clearing one leaves them alone", () => {
  expect(replacing({ tag: "downtown" })).toEqual({ ...nothing, tag: "downtown" });
  expect(replacing({ tag: null })).toEqual({ tag: null });
});

test("an empty list says what it was asked for", () => {
  expect(nothingFound({ ...nothing, tag: "North Sea" })).toContain("North Sea");
  expect(nothingFound({ ...nothing, deviceProfileUid: "p" })).toContain("device profile");
  expect(nothingFound({ ...nothing, filter: "BLACKLISTED" })).toContain("blacklisted");
  expect(nothingFound({ ...nothing, filter: "WHITELISTED" })).toContain("whitelist");
  expect(nothingFound({ ...nothing, filter: "ALL" })).toBe(nothingFound(nothing));
});
