import { describe, expect, test } from "vitest";
import type { RootCaDevice } from "@/lib/contract/root-cas";
import { CaPages, type Measure } from "./ca-pages";

const device = (number: number): RootCaDevice => ({
  rotPublicUid: number.toString(16).padStart(16, "0"),
  serialNumber: null,
  validityDays: null,
  expiresAt: null,
  state: null,
});

interface Lies {
  /** What the vendor says of its pages and of the whole. */
  size?: number;
  total?: number;
  /** Every page is the first. */
  repeats?: "with its number" | "with another number";
}

/** A list of so many devices in pages of 10, and what was asked for. */
function list(length: number, { size = 10, total = length, repeats }: Lies = {}, believed?: Measure) {
  const asked: number[] = [];
  const pages = new CaPages(
    "one",
    async (number) => {
      asked.push(number);
      const from = repeats === undefined ? (number - 1) * 10 : 0;
      const items = Array.from({ length: Math.max(0, Math.min(10, length - from)) }, (_, index) =>
        device(from + index),
      );
      return { items, page: { number: repeats === "with its number" ? 1 : number, size, total } };
    },
    believed,
  );
  const places = async (from: number, atMost: number) =>
    (await pages.rows(from, atMost)).map(({ rotPublicUid }) => Number.parseInt(rotPublicUid, 16));
  return { pages, asked, places };
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);

describe("a list whose counts are true", () => {
  test.each([
    [0, 30, range(0, 27)],
    [5, 10, range(5, 15)],
    [20, 10, range(20, 27)],
    [27, 10, []],
    [90, 10, []],
  ])("from place %i has %i rows at most", async (from, atMost, rows) => {
    const { places, pages } = list(27);
    expect(await places(from, atMost)).toEqual(rows);
    expect((await pages.measure()).count).toBe(27);
  });

  test("is not asked for its first page again while its measure is remembered", async () => {
    const { places, asked } = list(27, {}, { size: 10, count: 27, first: device(0).rotPublicUid });
    expect(await places(10, 5)).toEqual(range(10, 15));
    expect(asked).toEqual([2]);
  });

  test("may be empty", async () => {
    const { places, asked, pages } = list(0);
    expect(await places(0, 10)).toEqual([]);
    expect(asked).toEqual([1]);
    expect((await pages.measure()).count).toBe(0);
  });
});

describe("a list that lies", () => {
  test.each([
    ["a total that is far too large", 27, { total: 1_000_000 }],
    ["a total that is too small", 27, { total: 3 }],
    ["no total at all", 30, { total: 0 }],
    ["pages that are shorter than said", 27, { size: 100 }],
    ["a short list with a huge total", 4, { total: 1_000_000 }],
  ])("%s is read to its end, and not beyond", async (_what, length, lies) => {
    const { places, pages } = list(length, lies);
    expect(await places(0, 100)).toEqual(range(0, length));
    expect((await pages.measure()).count).toBe(length);
  });

  test("has its end found from far behind it, in few calls", async () => {
    const { places, asked, pages } = list(127, { total: 1_000_000 });
    expect(await places(900_000, 100)).toEqual([]);
    expect((await pages.measure()).count).toBe(127);
    expect(asked.length).toBeLessThan(25);
  });

  test.each(["with its number", "with another number"] as const)(
    "a first page that comes again %s is no second one",
    async (repeats) => {
      const { places, pages } = list(50, { repeats });
      expect(await places(0, 100)).toEqual(range(0, 10));
      expect((await pages.measure()).count).toBe(10);
    },
  );

  test("one that grew shorter than it was remembered ends where it ends now", async () => {
    const { places, pages } = list(12, {}, { size: 10, count: 90, first: device(0).rotPublicUid });
    expect(await places(40, 20)).toEqual([]);
    expect((await pages.measure()).count).toBe(12);
  });
});
