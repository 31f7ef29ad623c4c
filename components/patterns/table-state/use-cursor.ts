"use client";

import { parseAsString, useQueryState } from "nuqs";
import { useState } from "react";

export interface Cursor {
  /** Where this page begins; null on the first page. */
  cursor: string | null;
  /** How many pages are before this one; undefined when it was reached by its address. */
  pagesBefore: number | undefined;
  goTo: (next: string) => void;
  /** Undefined on the first page. */
  goBack: (() => void) | undefined;
  /** To the first page: for whatever changes what is listed. */
  reset: () => void;
}

/**
 * Where a page of a list that is only read forward begins, kept in the address as `cursor`, so that the browser's Back
 * works. The cursors passed on the way are remembered; after a reload in the middle, back is the first page.
 */
export function useCursor(): Cursor {
  const [cursor, setCursor] = useQueryState("cursor", parseAsString.withOptions({ history: "push" }));
  const [trail, setTrail] = useState<readonly (string | null)[]>([null]);
  const place = trail.indexOf(cursor);
  return {
    cursor,
    pagesBefore: place === -1 ? undefined : place,
    goTo: (next) => {
      setTrail(place === -1 ? [null, cursor, next] : [...trail.slice(0, place + 1), next]);
      void setCursor(next);
    },
    goBack: cursor === null ? undefined : () => void setCursor(trail[place - 1] ?? null),
    reset: () => {
      setTrail([null]);
      void setCursor(null, { history: "replace" });
    },
  };
}
