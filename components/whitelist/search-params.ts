import { tableParsers } from "@/components/patterns/table-state/table-parsers";

export const whitelistSearch = tableParsers({ filters: {} });
