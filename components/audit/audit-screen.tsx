"use client";

import ShieldCheck from "lucide-react/icons/shield-check";
import { useState } from "react";
import { PlanDialog } from "@/components/jobs/plan/plan-dialog";
import { readFailure } from "@/components/patterns/answer";
import { DataTable } from "@/components/patterns/data-table/data-table";
import { Page } from "@/components/patterns/dossier";
import { ExportItems } from "@/components/patterns/export-items";
import { FilterBar } from "@/components/patterns/filter-bar/filter-bar";
import type { Filter } from "@/components/patterns/filter-bar/types";
import { outcomeWord } from "@/components/patterns/outcome";
import { PolledPageHead } from "@/components/patterns/polled-page-head";
import { EmptyState, ZeroResults } from "@/components/patterns/states";
import { useTableState } from "@/components/patterns/table-state/use-table-state";
import { usePollClock } from "@/components/patterns/time/use-poll-clock";
import { Button } from "@/components/ui/button";
import { auditOutcome } from "@/lib/contract/audit";
import { auditActions } from "@/lib/contract/audit-actions";
import { auditColumns } from "./columns";
import { ExportProgress } from "./export-progress";
import { useAuditEntries, useVerification } from "./queries";
import { auditSearch } from "./search-params";
import { useExport } from "./use-export";
import { VerificationResult } from "./verification";

const refreshEveryMs = 30_000;

const filters: Filter[] = [
  { key: "actor", label: "Actor", kind: "text", promoted: true, placeholder: "E-mail address" },
  {
    key: "action",
    label: "Action",
    kind: "select",
    promoted: true,
    options: auditActions.map((action) => ({ value: action, label: action })),
  },
  {
    key: "outcome",
    label: "Outcome",
    kind: "select",
    promoted: true,
    options: auditOutcome.options.map((outcome) => ({ value: outcome, label: outcomeWord(outcome) })),
  },
  { key: "subjectType", label: "Subject type", kind: "text", placeholder: "tag, batch, user" },
  { key: "subjectId", label: "Subject", kind: "text", mono: true },
  { key: "time", label: "Time", kind: "dates" },
  { key: "requestId", label: "Request", kind: "text", mono: true },
  { key: "jobId", label: "Job", kind: "text", mono: true },
];

/** Who did what, when, and what came of it. */
export function AuditScreen() {
  const table = useTableState(auditSearch);
  const clock = usePollClock("audit", refreshEveryMs);
  const read = useAuditEntries(table.filters, table.size, clock.refetchInterval);
  const [verifying, setVerifying] = useState(false);
  const verification = useVerification(verifying);
  const exporting = useExport(table.filters);
  const answer = read.data?.value;
  const verify = () => {
    if (verifying) void verification.refetch();
    else setVerifying(true);
  };
  const goTo = (cursor: string | null | undefined) =>
    cursor ? () => table.setFilters({ cursor }) : undefined;

  return (
    <Page>
      <PolledPageHead
        title="Audit"
        description="Every change at a vendor and in our records, with the person, the outcome and a proof that nothing was altered since."
        clock={clock}
        read={read}
        action={
          <Button
            variant="primary"
            icon={<ShieldCheck aria-hidden className="size-4" />}
            loading={verification.isFetching}
            onClick={verify}
          >
            Verify history
          </Button>
        }
        menu={<ExportItems what="these" asks={false} onExport={exporting.begin} />}
      />
      {verifying && <VerificationResult read={verification} />}
      <ExportProgress counting={exporting.counting} error={exporting.error} />
      <DataTable
        label="Audit history"
        noun={{ one: "entry", many: "entries" }}
        columns={auditColumns}
        rows={answer?.items}
        rowId={(entry) => entry.entryId}
        refreshing={read.isFetching}
        failure={readFailure(read)}
        empty={<EmptyState title="Nothing has been recorded yet" />}
        filtered={table.filtered}
        zeroResults={
          <ZeroResults noun="entries" clear={<Button onClick={table.clearFilters}>Clear filters</Button>} />
        }
        visibleColumns={table.columns}
        onVisibleColumnsChange={table.setColumns}
        paging={{
          kind: "cursor",
          onPrevious: goTo(answer?.previousCursor),
          onNext: goTo(answer?.nextCursor),
        }}
        toolbar={
          <FilterBar
            filters={filters}
            values={table.filters}
            onChange={(changes) => table.setFilters({ ...changes, cursor: null })}
            onClear={table.clearFilters}
            dropped={table.dropped}
          />
        }
      />
      <PlanDialog plan={exporting.plan} onClose={exporting.closePlan} />
    </Page>
  );
}
