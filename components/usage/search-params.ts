import { filterDateRange, filterOneOf, filterText } from "@/components/patterns/table-state/filter-parsers";
import { tableParsers } from "@/components/patterns/table-state/table-parsers";
import { presets } from "./period";

export const usageSearch = tableParsers({
  filters: {
    /** So many days up to today; the dates go before it. */
    days: filterOneOf(presets),
    dates: filterDateRange(),
    tag: filterText(255),
  },
});
