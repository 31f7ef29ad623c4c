import type { PageInfo } from "@/lib/contract/paging";
import type { NumberedPaging } from "./types";

/** The paging of a list whose pages the vendor cuts: `table` says where we are, the last answer how far it goes. */
export function vendorPaging(
  table: { page: number; setPage: (page: number) => void },
  answered: PageInfo | undefined,
): NumberedPaging {
  return {
    kind: "numbered",
    page: table.page,
    size: answered?.size ?? 100,
    total: answered?.total ?? 0,
    onPageChange: table.setPage,
  };
}
