import { tableParsers } from "@/components/patterns/table-state/table-parsers";

export const tagSearch = tableParsers({ filters: {} });
