import { expect, test } from "vitest";
import { suspicionReason } from "@/lib/contract/findings";
import { isAboutSclNumbers, reasonsOf } from "./words";

test.each(suspicionReason.options)("%s is told in plain words, with what to do", (word) => {
  const [reason, ...others] = reasonsOf({ kind: "suspicious", reasons: [word] });
  expect(others).toEqual([]);
  expect(reason?.word).toBe(word);
  expect(reason?.short).not.toMatch(/_|DUPLICATED/);
  expect(reason?.meaning).not.toContain("does not explain");
  expect(reason?.toDo.length).toBeGreaterThan(0);
});

test.each(["SOLD_TWICE", "constructor", "__proto__"])(
  "a reason nobody knows, %s, stands in its own word",
  (word) => {
    expect(reasonsOf({ kind: "suspicious", reasons: [word] })).toMatchObject([{ word, short: word }]);
  },
);

test("a suspicion without a reason and a clone have words, too", () => {
  expect(reasonsOf({ kind: "suspicious", reasons: [] })).toMatchObject([
    { short: "No reason given", word: null },
  ]);
  expect(reasonsOf({ kind: "clone", reasons: [] })).toMatchObject([{ word: null }]);
});

test("it is known which reasons are about SCL numbers", () => {
  const about = suspicionReason.options.map((word) => isAboutSclNumbers({ reasons: [word] }));
  expect(about).toEqual([true, false, true, false]);
});
