"use client";

import ScanSearch from "lucide-react/icons/scan-search";
import { useState } from "react";
import { PlanDialog } from "@/components/jobs/plan/plan-dialog";
import type { PlanInput } from "@/components/jobs/plan/use-making";
import { readFailure, StaleNotice } from "@/components/patterns/answer";
import { DataTable } from "@/components/patterns/data-table/data-table";
import { vendorPaging } from "@/components/patterns/data-table/vendor-paging";
import { Page } from "@/components/patterns/dossier";
import { ExportItems } from "@/components/patterns/export-items";
import { FilterBar } from "@/components/patterns/filter-bar/filter-bar";
import type { Filter } from "@/components/patterns/filter-bar/types";
import { Notice } from "@/components/patterns/notice";
import { PolledPageHead } from "@/components/patterns/polled-page-head";
import { problemOf } from "@/components/patterns/problem";
import { ProblemMessage } from "@/components/patterns/problem-message";
import { EmptyState, ZeroResults } from "@/components/patterns/states";
import { useTableState } from "@/components/patterns/table-state/use-table-state";
import { usePollClock } from "@/components/patterns/time/use-poll-clock";
import { useCan } from "@/components/patterns/who";
import { Button } from "@/components/ui/button";
import { type Finding, findingKind, findingStatus } from "@/lib/contract/findings";
import { ChangeForm, type WantedChange } from "./change-form";
import { findingColumns } from "./columns";
import { LastCheck } from "./last-check";
import { findingFilters, useCheck, useFindings } from "./queries";
import { FindingActions } from "./row-actions";
import { findingSearch } from "./search-params";
import { useSetStatus } from "./use-set-status";
import { kindWords, statusLooks } from "./words";

const refreshEveryMs = 60_000;

const filters: Filter[] = [
  {
    key: "status",
    label: "Status",
    kind: "select",
    promoted: true,
    options: findingStatus.options.map((value) => ({ value, label: statusLooks[value].word })),
  },
  {
    key: "kind",
    label: "Kind",
    kind: "select",
    promoted: true,
    options: findingKind.options.map((value) => ({ value, label: kindWords[value] })),
  },
  { key: "rotPublicUid", label: "RoT UID", kind: "text", mono: true, placeholder: "0002000089280087" },
];

/** What u-blox found, and where people are with it. */
export function FindingsScreen() {
  const can = useCan();
  const table = useTableState(findingSearch);
  const clock = usePollClock("findings", refreshEveryMs);
  const read = useFindings(table.filters, table.page, clock.refetchInterval);
  const check = useCheck();
  const { problem, setStatus } = useSetStatus();
  const [wanted, setWanted] = useState<WantedChange | null>(null);
  const [plan, setPlan] = useState<PlanInput | null>(null);
  const answer = read.data?.value;
  const checking = answer?.checking ?? false;

  return (
    <Page>
      <PolledPageHead
        title="Findings"
        count={answer?.page.total}
        description="Devices that u-blox reports as cloned or suspicious, and what was made of it."
        clock={clock}
        read={read}
        action={
          can("findings:write") && (
            <Button
              variant="primary"
              icon={<ScanSearch aria-hidden className="size-4" />}
              loading={check.isPending || checking}
              onClick={() => check.mutate({})}
            >
              Check now
            </Button>
          )
        }
        menu={
          can("jobs:run") && (
            <ExportItems
              what="these"
              onExport={(format) => {
                const input = { filters: findingFilters(table.filters), format };
                setPlan({ kind: "findings.export", input });
              }}
            />
          )
        }
      />
      <StaleNotice read={read} vendor="The console" what="the list" />
      {check.error && <ProblemMessage problem={problemOf(check.error)} />}
      {check.data?.started === false && !checking && (
        <Notice kind="neutral" title="A check was under way already" alert>
          It may not have seen what happened after it began. Check again to be sure.
        </Notice>
      )}
      {answer && <LastCheck lastCheck={answer.lastCheck} checking={checking} />}
      {problem && <ProblemMessage problem={problem} />}
      <DataTable
        label="Findings"
        noun={{ one: "finding", many: "findings" }}
        columns={findingColumns}
        rows={answer?.items}
        rowId={(finding: Finding) => finding.findingId}
        rowName={({ kind, rotPublicUid }) => `${kindWords[kind].toLowerCase()} device ${rotPublicUid}`}
        refreshing={read.isFetching}
        failure={readFailure(read)}
        empty={
          <EmptyState title={answer?.lastCheck ? "u-blox has found nothing" : "Nothing was found yet"}>
            Devices that u-blox takes for cloned or suspicious appear here. They are asked for every hour.
          </EmptyState>
        }
        filtered={table.filtered}
        zeroResults={
          <ZeroResults noun="findings" clear={<Button onClick={table.clearFilters}>Clear filters</Button>} />
        }
        visibleColumns={table.columns}
        onVisibleColumnsChange={table.setColumns}
        paging={vendorPaging(table, answer?.page)}
        rowActions={(finding) => (
          <FindingActions
            finding={finding}
            onStatus={(of, status) => void setStatus(of, status)}
            onChange={(of) => setWanted({ finding: of, status: of.status })}
          />
        )}
        toolbar={
          <FilterBar
            filters={filters}
            values={table.filters}
            onChange={table.setFilters}
            onClear={table.clearFilters}
            dropped={table.dropped}
          />
        }
      />
      <ChangeForm wanted={wanted} onClose={() => setWanted(null)} />
      <PlanDialog plan={plan} onClose={() => setPlan(null)} />
    </Page>
  );
}
