import { expect, test } from "vitest";
import type { SearchReading } from "@/lib/contract/search";
import { notesOf } from "./use-found";

const reading = (part: Partial<SearchReading>): SearchReading => ({
  kind: "tag",
  words: "tag “x”",
  value: "x",
  found: [],
  problem: null,
  ...part,
});
const hit = { title: "x", words: "Tag", href: "/devices?tag=x" };

test("what was found says itself what it was taken for", () => {
  expect(notesOf([reading({ found: [hit] }), reading({ words: "root CA x" })])).toEqual([]);
});

test("when nothing was found, everything that was tried is named", () => {
  expect(notesOf([reading({}), reading({ words: "root CA x" })])).toEqual([
    "Taken for tag “x” or root CA x: there is none.",
  ]);
});

test("a vendor in trouble is said once, also beside what others found", () => {
  const problem = "u-blox did not answer.";
  expect(notesOf([reading({ problem }), reading({ problem }), reading({ found: [hit] })])).toEqual([problem]);
  expect(notesOf([reading({ problem })])).toEqual([problem]);
});
