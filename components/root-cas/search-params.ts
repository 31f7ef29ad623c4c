import { tableParsers } from "@/components/patterns/table-state/table-parsers";

export const rootCaSearch = tableParsers({ filters: {} });
export const rootCaDeviceSearch = tableParsers({ filters: {} });
