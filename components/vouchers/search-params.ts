import { filterOneOf, filterText } from "@/components/patterns/table-state/filter-parsers";
import { tableParsers } from "@/components/patterns/table-state/table-parsers";
import { voucherSorts, voucherStanding } from "@/lib/contract/vouchers";

/** Days ahead that the list can be narrowed to. */
export const endsWithin = ["7", "30", "90", "365"] as const;

export const voucherSearch = tableParsers({
  sortable: voucherSorts,
  defaultSort: { id: "issuedAt", desc: true },
  sizes: [50, 25, 100, 200],
  filters: {
    search: filterText(128),
    standing: filterOneOf(voucherStanding.options),
    endsWithinDays: filterOneOf(endsWithin),
    serialNumber: filterText(64),
    ssrn: filterText(64),
  },
});
