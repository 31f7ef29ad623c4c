import type { PageInfo } from "@/lib/contract/paging";

/** More than this is too much to choose from; the screens say that there is more. */
const pagesMax = 10;

export interface AllPages<Item> {
  items: Item[];
  /** How many there are; more than `items` when reading stopped early. */
  total: number;
}

/** Reads a paged list from its first page to its last, at most ten, for lists that people choose from. */
export async function allPages<Item>(
  readPage: (page: number) => Promise<{ items: Item[]; page: PageInfo }>,
): Promise<AllPages<Item>> {
  const items: Item[] = [];
  for (let number = 1; ; number += 1) {
    const { items: some, page } = await readPage(number);
    items.push(...some);
    // An empty page ends it too: the total may have shrunk meanwhile.
    if (some.length === 0 || number >= pagesMax || number * page.size >= page.total) {
      return { items, total: Math.max(page.total, items.length) };
    }
  }
}
