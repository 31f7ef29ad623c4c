"use client";

import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { z } from "zod";
import type { AnyRead } from "@/lib/contract/operation";
import type { PageInfo } from "@/lib/contract/paging";
import { call, type ProblemError } from "./call";

/** More than this is too much to choose from; the screens say that there is more. */
const pagesMax = 10;

/** Lists to choose from change seldom; a change made here asks for them again. */
const freshMs = 5 * 60_000;

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

type PagedRead<Item> = AnyRead & { response: z.ZodType<{ items: Item[]; page: PageInfo }> };

/** All of a list to choose from; `select` gives it the shape it is chosen in. */
export function useAllPages<Item, Selected = AllPages<Item>>(
  operation: PagedRead<Item>,
  { enabled = true, select }: { enabled?: boolean; select?: (all: AllPages<Item>) => Selected } = {},
): UseQueryResult<Selected, ProblemError> {
  return useQuery<AllPages<Item>, ProblemError, Selected>({
    queryKey: [operation.operationId, "all pages"],
    queryFn: ({ signal }) =>
      allPages<Item>(async (page) => (await call(operation, { query: { page } }, signal)).value),
    select,
    enabled,
    staleTime: freshMs,
  });
}
