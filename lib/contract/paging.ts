import { z } from "zod";

/** A 1-based page number as it stands in a URL. */
export const pageQuery = z.object({ page: z.coerce.number().int().min(1).max(100_000).default(1) });

/** Where a page lies in its list. `size` is what the vendor or we cut pages to. */
export const pageInfo = z.object({
  number: z.number().int(),
  size: z.number().int(),
  total: z.number().int(),
});

export type PageInfo = z.output<typeof pageInfo>;

/** One page of a list. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), page: pageInfo });
}
