"use client";

import { useState } from "react";

/**
 * Which rows are selected: some ids, on any page, or everything the current query matches. The
 * latter is a query, never a list of ids in the browser.
 */
export interface TableSelection {
  readonly ids: Readonly<Record<string, true>>;
  readonly allMatching: boolean;
}

export const noSelection: TableSelection = { ids: {}, allMatching: false };

/** How many rows are selected on all pages together. */
export function selectionCount(selection: TableSelection, total: number | undefined): number {
  if (selection.allMatching && total !== undefined) return total;
  return Object.keys(selection.ids).length;
}

/**
 * The selection as checkboxes show it. While everything that matches is selected, that is every row in view; to take a
 * mark away then leaves the other rows of this page.
 */
export function selectedIn(
  { ids, allMatching }: TableSelection,
  inView: readonly string[],
): Record<string, true> {
  return allMatching ? Object.fromEntries(inView.map((id) => [id, true as const])) : { ...ids };
}

/**
 * The selection of one table. It is dropped when the query it was made under changes: what is
 * selected has to be what was seen. Paging and sorting are not part of `queryKey`.
 */
export function useTableSelection(queryKey: string): {
  value: TableSelection;
  onChange: (value: TableSelection) => void;
  clear: () => void;
} {
  const [held, setHeld] = useState({ queryKey, value: noSelection });
  const value = held.queryKey === queryKey ? held.value : noSelection;
  return {
    value,
    onChange: (next) => setHeld({ queryKey, value: next }),
    clear: () => setHeld({ queryKey, value: noSelection }),
  };
}
