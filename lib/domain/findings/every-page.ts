import { createHash } from "node:crypto";
import { VendorError } from "@/lib/vendors/http/vendor-error";
import type { Page } from "@/lib/vendors/ublox/pages";

/** Why a list may have more to it than what came, as a sentence. */
export type Shortfall = string | null;

const grouped = (count: number) => count.toLocaleString("en-US");

/** An empty page, where the vendor refuses to turn a page that should not be there. */
const nothing = { items: [], page: { number: 0, size: 0, total: 0 } };

/**
 * Reads a list to its end and hands each page on. A finding that is missed does harm, so the total that the vendor
 * announces decides alone neither way: behind a full page another one is looked for, and a list that ends short of its
 * total says so. A page that comes again ends it: for ever, if it came in place of what was promised.
 * @returns null when it is certain that everything came
 * @throws VendorError when a page cannot be read
 */
export async function everyPage<Item>(
  readPage: (number: number) => Promise<Page<Item>>,
  onPage: (items: Item[]) => Promise<void>,
  pagesMax: number,
): Promise<Shortfall> {
  const seen = new Set<string>();
  let came = 0;
  let announced = 0;
  /** By the vendor's own total, the page before was the last. */
  let beyond = false;
  for (let number = 1; number <= pagesMax; number += 1) {
    const { items, page } = await readPage(number).catch((error: unknown) => {
      if (beyond && isRefusal(error)) return nothing;
      throw error;
    });
    if (items.length === 0) return shortOf(announced, came);
    const content = createHash("sha256").update(JSON.stringify(items)).digest("base64");
    if (page.number !== number || seen.has(content)) {
      return beyond ? null : "u-blox hands out the same page again and again.";
    }
    seen.add(content);
    await onPage(items);
    came += items.length;
    announced = page.total;
    beyond = number * page.size >= page.total;
    if (beyond && items.length < page.size) return null;
  }
  return `Only the first ${grouped(came)} were read, which is as many as are read at once.`;
}

function shortOf(announced: number, came: number): Shortfall {
  if (came >= announced) return null;
  return `u-blox announced ${grouped(announced)} and handed out ${grouped(came)}.`;
}

function isRefusal(error: unknown): boolean {
  return error instanceof VendorError && ["refused", "not_found", "bad_answer"].includes(error.kind);
}
