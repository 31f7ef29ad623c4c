import { filterDateRange, filterOneOf, filterText } from "@/components/patterns/table-state/filter-parsers";
import { tableParsers } from "@/components/patterns/table-state/table-parsers";
import { auditOutcome } from "@/lib/contract/audit";
import { auditActions } from "@/lib/contract/audit-actions";

export const auditSearch = tableParsers({
  sizes: [50, 100, 200],
  filters: {
    actor: filterText(320),
    action: filterOneOf(auditActions),
    outcome: filterOneOf(auditOutcome.options),
    subjectType: filterText(100),
    subjectId: filterText(500),
    requestId: filterText(100),
    jobId: filterText(64),
    time: filterDateRange(),
    /** Where the page starts; forgotten when a filter changes. */
    cursor: filterText(200),
  },
});
