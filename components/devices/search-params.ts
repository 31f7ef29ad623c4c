import { filterOneOf, filterText } from "@/components/patterns/table-state/filter-parsers";
import { tableParsers } from "@/components/patterns/table-state/table-parsers";
import { deviceFilter } from "@/lib/contract/devices";

/** The API's own names, so that other pages can link here: `/devices?tag=downtown`. */
export const deviceSearch = tableParsers({
  sizes: [100],
  filters: {
    filter: filterOneOf(deviceFilter.options),
    deviceProfileUid: filterText(255),
    tag: filterText(255),
  },
});
