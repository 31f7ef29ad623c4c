import { expect, test } from "vitest";
import { freeOf, freeWords, noEnd, typeWord, usedWords } from "./words";

const of = (total: number | null, activated: number | null, available: number | null = null) => ({
  total,
  activated,
  available,
});

test("what is used is told, and what is not said is never a zero", () => {
  expect(usedWords(of(10, 3, 7))).toBe("3 of 10");
  expect(usedWords(of(10, 0))).toBe("0 of 10");
  expect(usedWords(of(null, 1_200))).toBe("1,200, total not said");
  expect(usedWords(of(10, null))).toBe("not said, of 10");
  expect(usedWords(of(null, null))).toBe("not said");
});

test("what is free is the vendor's number, else the difference, never below none", () => {
  expect(freeOf(of(10, 3, 6))).toBe(6);
  expect(freeOf(of(10, 3))).toBe(7);
  expect(freeOf(of(5, 7))).toBe(0);
  expect(freeOf(of(10, null))).toBeNull();
  expect(freeWords(of(10, 3))).toBe("7 of 10 free");
  expect(freeWords(of(null, 3, 4))).toBe("4 free");
  expect(freeWords(of(null, 3))).toBe("how many are free, Juniper does not say");
});

test("a type or an end that nobody named is not guessed", () => {
  expect(typeWord("SUBSCRIPTION")).toBe("Subscription");
  expect(typeWord("TRIAL")).toBe("TRIAL");
  expect(noEnd("PERPETUAL")).toBe("never");
  expect(noEnd("SUBSCRIPTION")).toBe("not said");
});
