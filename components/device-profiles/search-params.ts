import { filterText } from "@/components/patterns/table-state/filter-parsers";
import { tableParsers } from "@/components/patterns/table-state/table-parsers";

/** The API's own names, so that other pages can link here: `/device-profiles?tag=downtown`. */
export const profileSearch = tableParsers({
  sizes: [100],
  filters: { tag: filterText(255), profileName: filterText(255) },
});

/** The devices on a profile's page. */
export const profileDevicesSearch = tableParsers({ sizes: [100], filters: {} });
