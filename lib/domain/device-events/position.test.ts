import { expect, test } from "vitest";
import { Refusal } from "@/lib/contract/problem";
import { behind, compare, cursorOf, type Position, positionOf } from "./position";

const positions: Position[] = [
  { atMs: 2, source: "hook", id: "evt_1" },
  { atMs: 1, source: "hook", id: "evt_2" },
  { atMs: 1, source: "hook", id: "evt_1" },
  { atMs: 1, source: "vendor", id: "rem_9" },
  { atMs: 1, source: "vendor", id: "rem_1" },
  behind(1),
  { atMs: -62_000_000_000_000, source: "hook", id: "evt_1" },
];

test("newest first, of one moment what hooks brought first", () => {
  expect(positions.toReversed().sort(compare)).toEqual(positions);
});

test.each(positions)("%o travels as a cursor", (position) => {
  expect(positionOf(cursorOf(position))).toEqual(position);
});

test.each([
  "",
  "x",
  "MTIz",
  cursorOf({ atMs: 8_640_000_000_000_001, source: "hook", id: "" }),
  "1.h.a",
  "%00",
  "𝄞",
])("%j is no cursor", (cursor) => {
  expect(() => positionOf(cursor)).toThrow(Refusal);
});
