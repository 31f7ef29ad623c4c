import type { NumberedPaging } from "./types";

interface PageState {
  page: number;
  size: number;
  sizes: readonly number[];
  setPage: (page: number) => void;
  setSize: (size: number) => void;
}

/** The `paging` of a list whose pages we cut: the person chooses their size. */
export function numberedPaging(
  { page, size, sizes, setPage, setSize }: PageState,
  total = 0,
): NumberedPaging {
  return { kind: "numbered", page, size, total, onPageChange: setPage, sizes, onSizeChange: setSize };
}
