import { createHash } from "node:crypto";
import { z } from "zod";
import type { PageInfo } from "@/lib/contract/paging";

export interface Page<Item> {
  items: Item[];
  page: PageInfo;
}

/** The only page size the document shows; there is no parameter for it. */
const usualPageSize = 100;

/** A count that may be missing or written as text. */
const count = z.coerce.number().int().nonnegative().optional().catch(undefined);
/** The same for what is multiplied with another one, so that the product can still be told exactly. */
const factor = z.coerce.number().int().nonnegative().max(10_000_000).optional().catch(undefined);

/**
 * A paged answer: the list under `listName`, and PageNumber, PageSize and TotalRecords, which are made up from what came
 * when they are missing.
 */
export function pageAnswer<Item>(listName: string, item: z.ZodType<Item>, askedPage: number) {
  return z
    .object({
      [listName]: z.array(item),
      PageNumber: factor,
      PageSize: factor,
      TotalRecords: count,
    })
    .transform((body): Page<Item> => {
      // The shape above has checked it; a computed name hides that from the compiler.
      const items = body[listName] as Item[];
      const number = (body.PageNumber as number | undefined) || askedPage;
      const size = (body.PageSize as number | undefined) || usualPageSize;
      const total = (body.TotalRecords as number | undefined) ?? (number - 1) * size + items.length;
      return { items, page: { number, size, total } };
    });
}

/** Pages a walk takes before it stops believing in an end: a million tags. */
const pagesMax = 10_000;

/** So much of a page as tells it from others, however many are remembered. */
function fingerprint(items: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(items)).digest("base64");
}

/**
 * Walks over all pages of a list. Ends by the vendor's own total, at an empty page, and, by throwing what `stuck` makes,
 * when the vendor hands out a page that came before. A total that is smaller than what has come already is not believed:
 * the walk then ends behind a page that is not full.
 */
export async function* walkPages<Item>(
  readPage: (number: number) => Promise<Page<Item>>,
  stuck: () => Error,
): AsyncGenerator<Item, void, undefined> {
  const seen = new Set<string>();
  let count = 0;
  for (let number = 1; number <= pagesMax; number++) {
    const { items, page } = await readPage(number);
    if (items.length === 0) return;
    const content = fingerprint(items);
    if (page.number !== number || seen.has(content)) throw stuck();
    seen.add(content);
    yield* items;
    count += items.length;
    const isLast = count > page.total ? items.length < page.size : number * page.size >= page.total;
    if (isLast) return;
  }
  throw stuck();
}
