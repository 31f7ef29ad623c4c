import { filterOneOf, filterText } from "@/components/patterns/table-state/filter-parsers";
import { tableParsers } from "@/components/patterns/table-state/table-parsers";

const ofBoth = {
  show: filterOneOf(["problems"]),
  customerId: filterText(64),
  groupId: filterText(64),
};

export const productSearch = tableParsers({ filters: ofBoth });
export const deviceSearch = tableParsers({ filters: { ...ofBoth, search: filterText(64) } });
