"use client";

import { useSearchParams } from "next/navigation";
import { useQueryStates } from "nuqs";
import { useCallback, useMemo } from "react";
import type { FilterParsers, FilterValues, TableParsers } from "./table-parsers";

export interface TableState<Sort extends string, Filters extends FilterParsers> {
  page: number;
  size: number;
  sizes: readonly number[];
  sort: { id: Sort; desc: boolean } | null;
  /** Visible columns; null for the default set. */
  columns: string[] | null;
  filters: FilterValues<Filters>;
  /** Whether any filter is set. */
  filtered: boolean;
  /** Changes when a filter changes, not when paging or sorting do: the key of a selection. */
  filterKey: string;
  /** Parameters of the address that could not be read and were dropped. */
  dropped: string[];
  setPage: (page: number) => void;
  setSize: (size: number) => void;
  setSort: (sort: { id: string; desc: boolean } | null) => void;
  setColumns: (columns: string[] | null) => void;
  /** Sets filters and goes back to page 1. Null removes one. */
  setFilters: (changes: Partial<FilterValues<Filters>>) => void;
  clearFilters: () => void;
}

/**
 * A list's state, kept in the address so that it can be copied, bookmarked and gone back to.
 * Filters replace the history entry; pages and sorting make a new one.
 */
export function useTableState<Sort extends string, Filters extends FilterParsers>(
  parsers: TableParsers<Sort, Filters>,
): TableState<Sort, Filters> {
  const { page, size, sort, columns } = parsers;
  const [view, setView] = useQueryStates({ page, size, sort, columns }, { history: "push" });
  const [values, setValues] = useQueryStates(parsers.filters, { history: "replace" });
  const filters = values as FilterValues<Filters>;
  const search = useSearchParams();

  const dropped = useMemo(
    () =>
      Object.entries(parsers.filters)
        .filter(([key, parser]) => {
          const raw = search.get(key);
          return raw !== null && raw !== "" && parser.parseServerSide(raw) === null;
        })
        .map(([key]) => key),
    [parsers, search],
  );

  const setFilters = useCallback(
    (changes: Partial<FilterValues<Filters>>) => {
      // Both writes land in one update of the address.
      void setView({ page: null }, { history: "replace" });
      void setValues(changes as Parameters<typeof setValues>[0]);
    },
    [setView, setValues],
  );

  const set = Object.entries(filters).filter(([, value]) => value !== null);
  return {
    page: view.page,
    size: view.size,
    sizes: parsers.sizes,
    sort: view.sort ?? parsers.defaultSort,
    columns: view.columns,
    filters,
    filtered: set.length > 0,
    filterKey: JSON.stringify(set),
    dropped,
    setPage: (next) => void setView({ page: next }),
    setSize: (next) => void setView({ size: next, page: null }),
    setSort: (next) => {
      const known = next && parsers.sort.parse(`${next.desc ? "-" : ""}${next.id}`);
      void setView({ sort: known, page: null });
    },
    setColumns: (next) => void setView({ columns: next }, { history: "replace" }),
    setFilters,
    clearFilters: () => {
      void setView({ page: null }, { history: "replace" });
      void setValues(null);
    },
  };
}
