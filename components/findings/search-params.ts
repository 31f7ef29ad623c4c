import { filterOneOf, filterText } from "@/components/patterns/table-state/filter-parsers";
import { tableParsers } from "@/components/patterns/table-state/table-parsers";
import { findingKind, findingStatus } from "@/lib/contract/findings";

export const findingSearch = tableParsers({
  filters: {
    status: filterOneOf(findingStatus.options),
    kind: filterOneOf(findingKind.options),
    rotPublicUid: filterText(16),
  },
});
