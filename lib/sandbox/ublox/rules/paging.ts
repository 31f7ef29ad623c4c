/** Fixed by the vendor; no request can ask for another size [seed]. */
export const PAGE_SIZE = 100;

/** The members every paged answer has. Pages count from 1; a page past the end is empty. */
export function pageOf<Item>(items: readonly Item[], pageNumber: number) {
  const start = (pageNumber - 1) * PAGE_SIZE;
  return {
    records: items.slice(start, start + PAGE_SIZE),
    paging: { PageNumber: pageNumber, PageSize: PAGE_SIZE, TotalRecords: items.length },
  };
}
