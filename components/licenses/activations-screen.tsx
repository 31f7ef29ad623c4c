"use client";

import { useState } from "react";
import { PlanDialog } from "@/components/jobs/plan/plan-dialog";
import type { PlanInput } from "@/components/jobs/plan/use-making";
import { readFailure, StaleNotice } from "@/components/patterns/answer";
import { CallBudgetGauge } from "@/components/patterns/call-budget";
import { DataTable } from "@/components/patterns/data-table/data-table";
import { numberedPaging } from "@/components/patterns/data-table/numbered-paging";
import { useTableSelection } from "@/components/patterns/data-table/selection";
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
import type { License } from "@/lib/contract/licenses";
import { licenseColumns } from "./columns";
import { LicenseActs } from "./license-acts";
import { filtersOf, useBudget, useLicenses } from "./queries";
import { ReleaseForm } from "./release-form";
import { LicenseActions } from "./row-actions";
import { licenseSearch } from "./search-params";
import { licenseFilterBar } from "./table-filters";
import { useLicenseActs } from "./use-license-acts";
import { licenseCount, whyNotReleasable } from "./words";

const refreshEveryMs = 60_000;

/** The licenses that devices have, and had. */
export function ActivationsScreen() {
  const can = useCan();
  const mayChange = can("licenses:write");
  const table = useTableState(licenseSearch);
  const { page, size, sort } = table;
  const filters = filtersOf(table.filters);
  const { customerId, groupId } = filters;
  const clock = usePollClock("activations", refreshEveryMs);
  const { read, askNow } = useLicenses(
    { ...filters, page, size, ...(sort && { sort: sort.id, direction: sort.desc ? "desc" : "asc" }) },
    clock.refetchInterval,
  );
  const budget = useBudget();
  const selection = useTableSelection(table.filterKey);
  const acts = useLicenseActs();
  const [releasing, setReleasing] = useState<readonly string[]>();
  const [plan, setPlan] = useState<PlanInput | null>(null);
  const answer = read.data?.value;
  const onlyOf = (ids: readonly string[]) =>
    ids.length === 1 ? answer?.items.find(({ licenseId }) => licenseId === ids[0]) : undefined;
  const release = (ids: readonly string[]) => {
    const only = onlyOf(ids);
    if (only === undefined) setReleasing(ids);
    else acts.begin("release", only);
  };

  return (
    <Page>
      <PolledPageHead
        title="Activations"
        count={answer?.page.total}
        description={
          <div className="flex flex-col gap-1">
            <span>Licenses on devices: activated here, or seen in Juniper's listing.</span>
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
        action={mayChange && <ButtonLink href="/entitlements">Activate from an entitlement</ButtonLink>}
        menu={
          can("jobs:run") && (
            <ExportItems
              what="these"
              onExport={(format) => setPlan({ kind: "licenses.export", input: { filters, format } })}
            />
          )
        }
      />
      <StaleNotice read={read} vendor="Juniper" what="the activations" />
      <GroupNotices group={answer?.group} />
      <LicenseActs acts={acts} link />
      <DataTable
        label="Activations"
        noun={{ one: "license", many: "licenses" }}
        columns={licenseColumns}
        rows={answer?.items}
        rowId={({ licenseId }) => licenseId}
        rowName={({ serialNumber }) => serialNumber}
        refreshing={read.isFetching}
        failure={readFailure(
          read,
          "Vouchers that were issued here and the audit history do not need Juniper and still work.",
        )}
        empty={
          <EmptyState
            title="No device has a license yet"
            action={<ButtonLink href="/entitlements">Open entitlements</ButtonLink>}
          >
            A license is activated for a device from an entitlement.
          </EmptyState>
        }
        zeroResults={
          <ZeroResults noun="licenses" clear={<Button onClick={table.clearFilters}>Clear filters</Button>} />
        }
        filtered={table.filtered}
        sort={sort}
        onSortChange={table.setSort}
        visibleColumns={table.columns}
        onVisibleColumnsChange={table.setColumns}
        paging={numberedPaging(table, answer?.page.total)}
        selection={
          mayChange
            ? {
                value: selection.value,
                onChange: selection.onChange,
                actions: ({ ids, count }) => (
                  <Button
                    size="small"
                    disabledReason={whyNotReleasable(onlyOf(ids))}
                    onClick={() => release(ids)}
                  >
                    Release {licenseCount(count)}…
                  </Button>
                ),
              }
            : undefined
        }
        rowActions={(license: License) => (
          <LicenseActions license={license} onAct={(act) => acts.begin(act, license)} />
        )}
        toolbar={
          <FilterBar
            search={{ key: "search", label: "Search activations" }}
            filters={licenseFilterBar}
            values={table.filters}
            onChange={table.setFilters}
            onClear={table.clearFilters}
            dropped={table.dropped}
          />
        }
      />
      <ReleaseForm
        licenseIds={releasing}
        group={{ ...(customerId && { customerId }), ...(groupId && { groupId }) }}
        onClose={() => setReleasing(undefined)}
        onPlan={setPlan}
      />
      <PlanDialog
        plan={plan}
        onClose={(started) => {
          if (started && plan?.kind === "licenses.release") selection.clear();
          setPlan(null);
        }}
      />
    </Page>
  );
}
