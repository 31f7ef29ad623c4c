import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { type Page, pageAnswer, walkPages } from "./pages";

const stuck = () => new Error("stuck");

/** Collects a walk; `readPage` may be asked so often at most, else the test fails. */
async function collect(readPage: (number: number) => Page<number>, callsMax: number): Promise<number[]> {
  let calls = 0;
  const items: number[] = [];
  const counted = async (number: number) => {
    calls += 1;
    if (calls > callsMax) throw new Error("asked too often");
    return readPage(number);
  };
  for await (const item of walkPages(counted, stuck)) items.push(item);
  return items;
}

/** What a vendor with these items answers; `total` is what it claims. */
function listOf(all: readonly number[], size: number, total = all.length) {
  return (number: number): Page<number> => ({
    items: all.slice((number - 1) * size, number * size),
    page: { number, size, total },
  });
}

const someItems = fc.uniqueArray(fc.integer(), { maxLength: 60 });
const someSize = fc.integer({ min: 1, max: 20 });

test("an honest list comes whole, and nothing behind its end is asked for", async () => {
  await fc.assert(
    fc.asyncProperty(someItems, someSize, async (all, size) => {
      const pages = Math.max(1, Math.ceil(all.length / size));
      expect(await collect(listOf(all, size), pages)).toEqual(all);
    }),
  );
});

test("a total that lies loses nothing, unless it names the very end of a page and may be true", async () => {
  await fc.assert(
    fc.asyncProperty(someItems, someSize, fc.nat({ max: 80 }), async (all, size, total) => {
      const mayBeTrue = total > 0 && total % size === 0 && total < all.length;
      const items = await collect(listOf(all, size, total), all.length + 2);
      expect(items).toEqual(mayBeTrue ? all.slice(0, total) : all);
    }),
  );
});

test("pages that come again, one or several in turn, end it after one round", async () => {
  const someRound = fc.uniqueArray(fc.integer(), { minLength: 1, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(someRound, async (round) => {
      const readPage = (number: number): Page<number> => ({
        items: [round[(number - 1) % round.length] ?? 0],
        page: { number, size: 1, total: 1_000_000 },
      });
      await expect(collect(readPage, round.length + 1)).rejects.toThrow("stuck");
    }),
  );
});

test("a page that is not the one asked for ends it", async () => {
  const readPage = (number: number): Page<number> => ({
    items: [number],
    page: { number: 1, size: 1, total: 1_000_000 },
  });
  await expect(collect(readPage, 2)).rejects.toThrow("stuck");
});

test("whatever the vendor says of its pages, they are read as numbers that make sense", () => {
  const anything = fc.oneof(fc.anything(), fc.integer(), fc.integer().map(String));
  fc.assert(
    fc.property(anything, anything, anything, someItems, (PageNumber, PageSize, TotalRecords, Tags) => {
      const answered = { Tags, PageNumber, PageSize, TotalRecords };
      const { items, page } = pageAnswer("Tags", z.number(), 3).parse(answered);
      expect(items).toEqual(Tags);
      expect(page.number).toBeGreaterThan(0);
      expect(page.size).toBeGreaterThan(0);
      expect(page.total).toBeGreaterThanOrEqual(0);
      for (const count of Object.values(page)) expect(Number.isSafeInteger(count)).toBe(true);
    }),
  );
});
