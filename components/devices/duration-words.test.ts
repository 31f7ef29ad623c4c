import { expect, test } from "vitest";
import { durationWords, secondsWords } from "./duration-words";

test.each([
  ["604800", "7 d"],
  ["86400", "1 d"],
  ["43200", "12 h"],
  ["129600", "1 d 12 h"],
  ["93784", "1 d 2 h 3 min 4 s"],
  ["90", "1 min 30 s"],
  ["0", "0 s"],
  ["172800000", "2,000 d"],
])("%s seconds are %s", (seconds, words) => {
  expect(durationWords(seconds)).toBe(words);
});

test("what is no whole number of seconds is shown as it came", () => {
  for (const odd of ["", "-1", "1.5", "weekly", "1e3"]) {
    expect(durationWords(odd)).toBe(odd);
    expect(secondsWords(odd)).toBeUndefined();
  }
});

test("the exact number stays at hand", () => {
  expect(secondsWords("604800")).toBe("604,800 seconds");
  expect(secondsWords("1")).toBe("1 second");
});
