import { describe, expect, test } from "vitest";
import { rangeText } from "./data-table/pagination";
import { selectedIn, selectionCount } from "./data-table/selection";
import { fileSize } from "./file-size";
import { filterText } from "./filter-bar/filter-text";
import { splitIdentifier } from "./identifier";
import { splitPasted } from "./pasted-lines";
import { problemOf } from "./problem";

describe("the range of a page", () => {
  test.each([
    [0, 100, 5000, "1–100 of 5,000"],
    [4900, 100, 5000, "4,901–5,000 of 5,000"],
    [0, 0, 0, "0 of 0"],
    [100, 50, undefined, "101–150"],
    [undefined, 50, undefined, "50 shown"],
  ])("%s + %s of %s", (offset, shown, total, words) => {
    expect(rangeText(offset, shown, total)).toBe(words);
  });
});

test("everything that matches counts as the total, not as the ids in the browser", () => {
  expect(selectionCount({ ids: { a: true, b: true }, allMatching: false }, 12_431)).toBe(2);
  expect(selectionCount({ ids: { a: true, b: true }, allMatching: true }, 12_431)).toBe(12_431);
});

test("while everything that matches is selected, every row in view is", () => {
  expect(selectedIn({ ids: { a: true }, allMatching: true }, ["b", "c"])).toEqual({ b: true, c: true });
  expect(selectedIn({ ids: { a: true }, allMatching: false }, ["b", "c"])).toEqual({ a: true });
});

describe("an identifier", () => {
  test("of 16 characters, as a RoT UID has, is never cut", () => {
    expect(splitIdentifier("0004A3B1C9D8E7F6")).toEqual({ head: "0004A3B1C9D8E7F6", tail: "" });
  });

  test("that is longer keeps its end, and no character is lost", () => {
    const { head, tail } = splitIdentifier("6FA1B2C3D4E5F60718293A4B5C6D7E8");
    expect(tail).toBe("C6D7E8");
    expect(head + tail).toBe("6FA1B2C3D4E5F60718293A4B5C6D7E8");
  });
});

describe("a filter's pill", () => {
  const state = { key: "state", label: "State", options: [{ value: "ready", label: "Ready for download" }] };

  test("shows the word of the choice, and how many more", () => {
    expect(filterText({ ...state, kind: "select" }, "ready")).toBe("Ready for download");
    expect(filterText({ ...state, kind: "many" }, ["ready", "gone"])).toBe("Ready for download and 1 more");
  });

  test("shows open and closed ranges with their unit", () => {
    const numbers = { key: "size", label: "Size", kind: "numbers", unit: "certificates" } as const;
    expect(filterText(numbers, { min: 1000, max: null })).toBe("at least 1,000 certificates");
    expect(filterText(numbers, { min: 1, max: 5000 })).toBe("1 to 5,000 certificates");
    const dates = { key: "created", label: "Created", kind: "dates" } as const;
    expect(filterText(dates, { from: "2026-11-01", to: null })).toBe("since 2026-11-01");
    expect(filterText(dates, { from: "2026-11-01", to: "2026-11-01" })).toBe("2026-11-01");
  });

  test("is empty when nothing is set", () => {
    expect(filterText({ ...state, kind: "many" }, [])).toBeNull();
    expect(filterText({ ...state, kind: "select" }, null)).toBeNull();
  });
});

test("pasted identifiers are split at lines, commas and tabs, and blank ones left out", () => {
  expect(splitPasted("DEADBEEF00000001\r\n\n DEADBEEF00000002 ,0004A3B1C9D8E7F6;\t")).toEqual([
    "DEADBEEF00000001",
    "DEADBEEF00000002",
    "0004A3B1C9D8E7F6",
  ]);
});

test.each([
  [0, "0 bytes"],
  [312, "312 bytes"],
  [4_200_000, "4.2 MB"],
  [123_456_789, "123 MB"],
  [5_000_000_000_000_000, "5000 TB"],
])("%i bytes are %s", (bytes, words) => {
  expect(fileSize(bytes)).toBe(words);
});

describe("whatever was thrown becomes a problem", () => {
  const refused = { title: "The vendor refused this", detail: "Too many tags." };

  test("a problem document itself, or one carried by an error", () => {
    expect(problemOf(refused)).toBe(refused);
    expect(problemOf(Object.assign(new Error("refused"), { problem: refused }))).toBe(refused);
  });

  test("a fetch that failed is a lost connection, of which the outcome is not known", () => {
    expect(problemOf(new TypeError("Failed to fetch")).next).toContain("look whether it was done");
  });

  test("a fault of the page never shows its message", () => {
    expect(JSON.stringify(problemOf(new Error("secret-token-123")))).not.toContain("secret-token-123");
  });
});
