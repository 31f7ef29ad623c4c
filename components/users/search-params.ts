import { tableParsers } from "@/components/patterns/table-state/table-parsers";

export const userSearch = tableParsers({ filters: {} });
