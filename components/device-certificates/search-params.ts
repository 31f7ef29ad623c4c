import { filterText } from "@/components/patterns/table-state/filter-parsers";
import { tableParsers } from "@/components/patterns/table-state/table-parsers";

/** The API's own name, so that other pages can link here: `/device-certificates?caName=acme.example.com`. */
export const certificateSearch = tableParsers({ sizes: [100], filters: { caName: filterText(255) } });
