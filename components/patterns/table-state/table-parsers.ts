import {
  createParser,
  type inferParserType,
  parseAsArrayOf,
  parseAsNumberLiteral,
  parseAsString,
  type SingleParserBuilder,
} from "nuqs/server";

/**
 * Everything a list keeps in its address: `?page=2&size=100&sort=-created&columns=name,state` and
 * one parameter per filter. Declared once per screen (its `search-params`), read by the server page
 * and by `useTableState`.
 */
// biome-ignore lint/suspicious/noExplicitAny: filters of one list hold values of different types
export type FilterParsers = Record<string, SingleParserBuilder<any>>;

export interface TableParsersOptions<Sort extends string, Filters extends FilterParsers> {
  /** Ids of the columns the server can sort by. */
  sortable?: readonly Sort[];
  defaultSort?: { id: Sort; desc: boolean } | null;
  /** Page sizes to choose from; the first is the default. */
  sizes?: readonly number[];
  filters: Filters;
}

const highestPage = 100_000;

const pageParser = createParser<number>({
  parse: (text) => {
    const page = Number(text);
    return Number.isInteger(page) && page >= 1 && page <= highestPage ? page : null;
  },
  serialize: String,
}).withDefault(1);

function sortParser<Sort extends string>(sortable: readonly Sort[]) {
  return createParser<{ id: Sort; desc: boolean }>({
    parse: (text) => {
      const desc = text.startsWith("-");
      const id = sortable.find((candidate) => candidate === (desc ? text.slice(1) : text));
      return id === undefined ? null : { id, desc };
    },
    serialize: ({ id, desc }) => `${desc ? "-" : ""}${id}`,
    eq: (a, b) => a.id === b.id && a.desc === b.desc,
  });
}

/** Names a list uses for itself; a filter cannot have one of them. */
export const reservedKeys = ["page", "size", "sort", "columns"] as const;

/** The parsers of a list. `loadTableSearch(parsers)` reads them on the server, `useTableState` in the browser. */
export function tableParsers<Sort extends string, Filters extends FilterParsers>(
  options: TableParsersOptions<Sort, Filters>,
) {
  const sizes = options.sizes ?? [50, 25, 100, 200];
  const taken = Object.keys(options.filters).find((key) => reservedKeys.some((reserved) => reserved === key));
  if (taken) throw new Error(`A filter cannot be called "${taken}": lists use that name themselves.`);
  return {
    page: pageParser,
    size: parseAsNumberLiteral(sizes).withDefault(sizes[0] ?? 50),
    sort: sortParser(options.sortable ?? []),
    columns: parseAsArrayOf(parseAsString),
    sizes,
    defaultSort: options.defaultSort ?? null,
    filters: options.filters,
  };
}

export type TableParsers<
  Sort extends string = string,
  Filters extends FilterParsers = FilterParsers,
> = ReturnType<typeof tableParsers<Sort, Filters>>;

export type FilterValues<Filters extends FilterParsers> = {
  [Key in keyof Filters]: inferParserType<Filters[Key]>;
};
