import { createParser, parseAsInteger } from "nuqs/server";
import {
  filterDateRange,
  filterNumberRange,
  filterText,
} from "@/components/patterns/table-state/filter-parsers";
import { tableParsers } from "@/components/patterns/table-state/table-parsers";

/** A batch number as digits, without zeros in front. */
const batchNumber = createParser<string>({
  parse: (typed) => /^0*([1-9]\d{0,14})$/.exec(typed.trim())?.[1] ?? null,
  serialize: (digits) => digits,
});

export const batchSearch = tableParsers({
  sortable: ["status", "createdAt", "batchName"],
  defaultSort: { id: "createdAt", desc: true },
  sizes: [50, 25, 100, 200],
  filters: {
    name: filterText(255),
    number: batchNumber,
    created: filterDateRange(),
    certificates: filterNumberRange(),
  },
});

/** The certificate profile a list or an order is about. It is chosen, not filtered by: one is always in force. */
export const profileKey = "certificateProfile";
export const profileParser = parseAsInteger;
