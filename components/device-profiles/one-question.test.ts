import { expect, test } from "vitest";
import { nothingFound, oneQuestion, replacing } from "./one-question";

test("tag and name are never asked together", () => {
  const both = { tag: "downtown", profileName: "Meters-EU" };
  expect(oneQuestion(both)).toEqual({ question: { tag: null, profileName: "Meters-EU" }, leftOut: true });
  for (const one of [
    { tag: "downtown", profileName: null },
    { tag: null, profileName: "Meters-EU" },
    { tag: null, profileName: null },
  ]) {
    expect(oneQuestion(one)).toEqual({ question: one, leftOut: false });
  }
});

test("choosing one clears the other, clearing one leaves the other", () => {
  expect(replacing({ tag: "downtown" })).toEqual({ tag: "downtown", profileName: null });
  expect(replacing({ profileName: "Meters-EU" })).toEqual({ tag: null, profileName: "Meters-EU" });
  expect(replacing({ tag: null })).toEqual({ tag: null });
});

test("an empty list says what was asked", () => {
  expect(nothingFound({ tag: null, profileName: "meters-eu" })).toContain("exactly “meters-eu”");
  expect(nothingFound({ tag: "downtown", profileName: null })).toContain("tag “downtown”");
});
