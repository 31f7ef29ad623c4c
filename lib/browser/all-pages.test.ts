import { expect, test } from "vitest";
import { allPages } from "./all-pages";

/** A list of so many numbers in pages of `size`, and the pages that were asked for. */
function list(total: number, size: number) {
  const asked: number[] = [];
  const readPage = async (number: number) => {
    asked.push(number);
    const start = (number - 1) * size;
    const items = Array.from({ length: Math.max(0, Math.min(size, total - start)) }, (_, i) => start + i);
    return { items, page: { number, size, total } };
  };
  return { asked, readPage };
}

test("joins the pages and asks for none too many", async () => {
  const { asked, readPage } = list(7, 3);
  expect(await allPages(readPage)).toEqual({ items: [0, 1, 2, 3, 4, 5, 6], total: 7 });
  expect(asked).toEqual([1, 2, 3]);
});

test("one page and no entry at all cost one call", async () => {
  for (const total of [3, 0]) {
    const { asked, readPage } = list(total, 3);
    expect((await allPages(readPage)).items).toHaveLength(total);
    expect(asked).toEqual([1]);
  }
});

test("stops after ten pages and still says how many there are", async () => {
  const { asked, readPage } = list(1_000, 3);
  const { items, total } = await allPages(readPage);
  expect([items.length, total, asked.length]).toEqual([30, 1_000, 10]);
});

test("ends when a page is empty although the total promises more", async () => {
  const answer = { items: [], page: { number: 1, size: 100, total: 500 } };
  expect((await allPages(async () => answer)).items).toEqual([]);
});
