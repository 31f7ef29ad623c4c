import type { SettingsStore } from "../../kit/settings";

/** Fixed by the vendor; no request can ask for another size [seed]. */
export const PAGE_SIZE = 100;

/**
 * The members every paged answer has. Pages count from 1; a page past the end is empty. The settings can
 * make the pages repeat and the total wrong, which no client may trip over.
 */
export function pageOf<Item>(
  { settings }: { readonly settings: SettingsStore },
  items: readonly Item[],
  pageNumber: number,
) {
  const { repeatPages, totalRecordsOff } = settings.current().ublox;
  const start = repeatPages ? 0 : (pageNumber - 1) * PAGE_SIZE;
  return {
    records: items.slice(start, start + PAGE_SIZE),
    paging: {
      PageNumber: pageNumber,
      PageSize: PAGE_SIZE,
      TotalRecords: Math.max(0, items.length + totalRecordsOff),
    },
  };
}
