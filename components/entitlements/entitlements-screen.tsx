"use client";

import { useMemo, useState } from "react";
import { PlanDialog } from "@/components/jobs/plan/plan-dialog";
import type { PlanInput } from "@/components/jobs/plan/use-making";
import { readFailure, StaleNotice } from "@/components/patterns/answer";
import { CallBudgetGauge } from "@/components/patterns/call-budget";
import { DataTable } from "@/components/patterns/data-table/data-table";
import { numberedPaging } from "@/components/patterns/data-table/numbered-paging";
import { Page } from "@/components/patterns/dossier";
import { ExportItems } from "@/components/patterns/export-items";
import { FilterBar } from "@/components/patterns/filter-bar/filter-bar";
import { GroupNotices } from "@/components/patterns/group-notices";
import { PolledPageHead } from "@/components/patterns/polled-page-head";
import { EmptyState, ZeroResults } from "@/components/patterns/states";
import { useTableState } from "@/components/patterns/table-state/use-table-state";
import { usePollClock } from "@/components/patterns/time/use-poll-clock";
import { useCan } from "@/components/patterns/who";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/link";
import { problemOf } from "@/lib/browser/queries";
import type { EntitlementInList } from "@/lib/contract/entitlements";
import { ActivateActs } from "./activate/activate-acts";
import { entitlementColumns } from "./columns";
import { filtersOf, useBudget, useEntitlements } from "./queries";
import { EntitlementActions } from "./row-actions";
import { entitlementSearch } from "./search-params";
import { filterBarOf } from "./table-filters";
import { ValidateBox } from "./validate/validate-box";
import { nameOf } from "./words";

const refreshEveryMs = 60_000;

/** Whether rows are of more than one customer or group. */
const areOfSeveral = (rows: readonly EntitlementInList[] | undefined) =>
  new Set(rows?.map(({ customerId, groupId }) => `${customerId} ${groupId}`)).size > 1;

/** What a customer's group is entitled to. */
export function EntitlementsScreen() {
  const can = useCan();
  const table = useTableState(entitlementSearch);
  const { page, size, sort } = table;
  const filters = filtersOf(table.filters);
  const { customerId, groupId } = filters;
  const clock = usePollClock("entitlements", refreshEveryMs);
  const { read, askNow } = useEntitlements(
    {
      ...filters,
      page,
      size,
      ...(sort && { sort: sort.id, direction: sort.desc ? "desc" : "asc" }),
    },
    clock.refetchInterval,
  );
  const budget = useBudget();
  const [activating, setActivating] = useState<EntitlementInList>();
  const [plan, setPlan] = useState<PlanInput | null>(null);
  const answer = read.data?.value;
  const group = useMemo(
    () => ({ ...(customerId && { customerId }), ...(groupId && { groupId }) }),
    [customerId, groupId],
  );
  const connected = problemOf(read.error)?.code !== "not_connected";
  const several = areOfSeveral(answer?.items);
  const columns = useMemo(() => entitlementColumns(group, several), [group, several]);

  return (
    <Page>
      <PolledPageHead
        title="Entitlements"
        count={answer?.page.total}
        description={
          <div className="flex flex-col gap-1">
            <span>
              What Juniper says that you may use
              {answer && (
                <>
                  {": group "}
                  <span className="font-mono text-12 text-ink">{answer.group.groupId}</span>
                  {" of customer "}
                  <span className="font-mono text-12 text-ink">{answer.group.customerId}</span>
                </>
              )}
              .
            </span>
            {budget && <CallBudgetGauge budget={budget} />}
          </div>
        }
        clock={clock}
        read={{
          // Its age is that of Juniper's answer, which many share, and not of our asking.
          dataUpdatedAt: read.data?.asOf.getTime() ?? 0,
          isFetching: read.isFetching,
          refetch: askNow,
        }}
        menu={
          can("jobs:run") && (
            <ExportItems
              what="these"
              onExport={(format) => setPlan({ kind: "entitlements.export", input: { filters, format } })}
            />
          )
        }
      />
      <StaleNotice read={read} vendor="Juniper" what="the entitlements" />
      <GroupNotices group={answer?.group} />
      {connected && <ValidateBox listed={answer?.group ?? {}} group={group} />}
      <DataTable
        label="Entitlements"
        noun={{ one: "entitlement", many: "entitlements" }}
        columns={columns}
        rows={answer?.items}
        rowId={({ entitlementId }) => entitlementId}
        rowName={nameOf}
        refreshing={read.isFetching}
        failure={readFailure(
          read,
          "Vouchers that were issued here and the audit history do not need Juniper and still work.",
        )}
        empty={
          <EmptyState
            title="There are no entitlements in this group"
            action={
              can("connections:read") && (
                <ButtonLink href="/connections/juniper">Open the connection</ButtonLink>
              )
            }
          >
            Juniper lists them by customer and group. They appear here as soon as they are bought.
          </EmptyState>
        }
        zeroResults={
          <ZeroResults
            noun="entitlements"
            clear={<Button onClick={table.clearFilters}>Clear filters</Button>}
          />
        }
        filtered={table.filtered}
        sort={sort}
        onSortChange={table.setSort}
        visibleColumns={table.columns}
        onVisibleColumnsChange={table.setColumns}
        paging={numberedPaging(table, answer?.page.total)}
        rowActions={(entitlement) => (
          <EntitlementActions
            entitlement={entitlement}
            group={group}
            onActivate={can("licenses:write") ? () => setActivating(entitlement) : undefined}
          />
        )}
        toolbar={
          <FilterBar
            search={{ key: "search", label: "Search entitlements" }}
            filters={filterBarOf(answer)}
            values={table.filters}
            onChange={table.setFilters}
            onClear={table.clearFilters}
            dropped={table.dropped}
          />
        }
      />
      <ActivateActs entitlement={activating} group={group} onClose={() => setActivating(undefined)} />
      <PlanDialog plan={plan} onClose={() => setPlan(null)} />
    </Page>
  );
}
