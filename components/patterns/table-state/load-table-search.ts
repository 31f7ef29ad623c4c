import { createLoader } from "nuqs/server";
import type { FilterParsers, FilterValues, TableParsers } from "./table-parsers";

type SearchParams = Record<string, string | string[] | undefined>;

/** Reads a list's state from a page's `searchParams` on the server, with the parsers the browser uses. */
export async function loadTableSearch<Sort extends string, Filters extends FilterParsers>(
  parsers: TableParsers<Sort, Filters>,
  searchParams: Promise<SearchParams>,
) {
  const search = await searchParams;
  const { page, size, sort, columns } = parsers;
  const view = createLoader({ page, size, sort, columns })(search);
  const filters = createLoader(parsers.filters)(search) as FilterValues<Filters>;
  return { ...view, sort: view.sort ?? parsers.defaultSort, filters };
}
