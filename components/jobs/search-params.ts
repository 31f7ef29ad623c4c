import { filterOneOf, filterText } from "@/components/patterns/table-state/filter-parsers";
import { tableParsers } from "@/components/patterns/table-state/table-parsers";
import { jobKindNames } from "@/lib/contract/job-kinds";
import { jobState, rowState } from "@/lib/contract/jobs";

export const jobSearch = tableParsers({
  sizes: [50, 25, 100],
  filters: {
    state: filterOneOf(jobState.options),
    kind: filterOneOf(jobKindNames),
    /** Only those the reader made or started. */
    mine: filterOneOf(["true"]),
  },
});

export const jobRowSearch = tableParsers({
  sizes: [50, 100, 200],
  filters: {
    state: filterOneOf(rowState.options),
    /** The beginning of a target. */
    target: filterText(100),
  },
});
