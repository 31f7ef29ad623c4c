"use client";

import Plus from "lucide-react/icons/plus";
import { useState } from "react";
import { PlanDialog } from "@/components/jobs/plan/plan-dialog";
import type { PlanInput } from "@/components/jobs/plan/use-making";
import { readFailure, StaleNotice } from "@/components/patterns/answer";
import { CallBudgetGauge } from "@/components/patterns/call-budget";
import { DataTable } from "@/components/patterns/data-table/data-table";
import { numberedPaging } from "@/components/patterns/data-table/numbered-paging";
import { Page } from "@/components/patterns/dossier";
import { ExportItems } from "@/components/patterns/export-items";
import { FilterBar } from "@/components/patterns/filter-bar/filter-bar";
import type { Filter } from "@/components/patterns/filter-bar/types";
import { PolledPageHead } from "@/components/patterns/polled-page-head";
import { problemOf } from "@/components/patterns/problem";
import { ProblemMessage } from "@/components/patterns/problem-message";
import { EmptyState, ZeroResults } from "@/components/patterns/states";
import { useTableState } from "@/components/patterns/table-state/use-table-state";
import { usePollClock } from "@/components/patterns/time/use-poll-clock";
import { VendorWarnings } from "@/components/patterns/vendor-warnings";
import { voucherStandingLooks } from "@/components/patterns/voucher-standing";
import { useCan } from "@/components/patterns/who";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/link";
import type { VendorWarnings as Warnings } from "@/lib/contract/entitlements";
import { type IssuedVoucher, voucherStanding } from "@/lib/contract/vouchers";
import type { VoucherAct } from "./acts";
import { voucherColumns } from "./columns";
import { newVoucherPath } from "./paths";
import { filtersOf, useBudget, useVouchers } from "./queries";
import { RevokeVoucherDialog } from "./revoke-dialog";
import { VoucherActions } from "./row-actions";
import { endsWithin, voucherSearch } from "./search-params";
import { SettleForm } from "./settle-form";
import { fileOf, useDownloadVoucher } from "./use-download";

const refreshEveryMs = 60_000;

const filters: Filter[] = [
  {
    key: "standing",
    label: "Status",
    kind: "select",
    promoted: true,
    options: voucherStanding.options.map((value) => ({ value, label: voucherStandingLooks[value].word })),
  },
  {
    key: "endsWithinDays",
    label: "Ends within",
    kind: "select",
    promoted: true,
    options: endsWithin.map((value) => ({ value, label: `${value} days` })),
  },
  { key: "serialNumber", label: "Serial number", kind: "text", mono: true, placeholder: "JN1234ABC" },
  { key: "ssrn", label: "SSRN", kind: "text", mono: true, placeholder: "152115129000" },
];

/** The vouchers that were asked for here. */
export function VouchersScreen() {
  const can = useCan();
  const table = useTableState(voucherSearch);
  const { page, size, sort } = table;
  const found = filtersOf(table.filters);
  const clock = usePollClock("vouchers", refreshEveryMs);
  const read = useVouchers(
    { ...found, page, size, ...(sort && { sort: sort.id, direction: sort.desc ? "desc" : "asc" }) },
    clock.refetchInterval,
  );
  const budget = useBudget();
  const download = useDownloadVoucher();
  const [act, setAct] = useState<{ kind: VoucherAct; voucher: IssuedVoucher }>();
  const [warnings, setWarnings] = useState<Warnings>([]);
  const [plan, setPlan] = useState<PlanInput | null>(null);
  const chosenFor = (kind: VoucherAct) => (act?.kind === kind ? act.voucher : undefined);
  const close = () => setAct(undefined);
  const answer = read.data?.value;
  const issue = can("licenses:write") && (
    <ButtonLink variant="primary" href={newVoucherPath()} icon={<Plus aria-hidden className="size-4" />}>
      Issue voucher
    </ButtonLink>
  );

  return (
    <Page>
      <PolledPageHead
        title="Vouchers"
        count={answer?.page.total}
        description={
          <div className="flex flex-col gap-1">
            <span>
              Signed files that tell a device which domain it belongs to (RFC 8366), as asked for here.
            </span>
            {budget && <CallBudgetGauge budget={budget} />}
          </div>
        }
        clock={clock}
        read={read}
        action={issue}
        menu={
          can("jobs:run") && (
            <ExportItems
              what="these"
              onExport={(format) => setPlan({ kind: "vouchers.export", input: { filters: found, format } })}
            />
          )
        }
      />
      <StaleNotice read={read} vendor="The console" what="the list" />
      <VendorWarnings warnings={warnings} title="The voucher was revoked, and Juniper warns" />
      {download.error && <ProblemMessage problem={problemOf(download.error)} />}
      <DataTable
        label="Vouchers"
        noun={{ one: "voucher", many: "vouchers" }}
        columns={voucherColumns}
        rows={answer?.items}
        rowId={({ voucherId }) => voucherId}
        rowName={({ serialNumber }) => `voucher of ${serialNumber}`}
        refreshing={read.isFetching}
        failure={readFailure(read)}
        empty={
          <EmptyState title="No voucher was asked for here yet" action={issue}>
            A voucher pins your domain's certificate for one device, so that the device trusts your network at
            its first start.
          </EmptyState>
        }
        filtered={table.filtered}
        zeroResults={
          <ZeroResults noun="vouchers" clear={<Button onClick={table.clearFilters}>Clear filters</Button>} />
        }
        sort={sort}
        onSortChange={table.setSort}
        visibleColumns={table.columns}
        onVisibleColumnsChange={table.setColumns}
        paging={numberedPaging(table, answer?.page.total)}
        rowActions={(voucher) => (
          <VoucherActions
            voucher={voucher}
            onAct={(kind) => setAct({ kind, voucher })}
            onDownload={() => download.mutate(fileOf(voucher))}
          />
        )}
        toolbar={
          <FilterBar
            search={{ key: "search", label: "Search vouchers" }}
            filters={filters}
            values={table.filters}
            onChange={table.setFilters}
            onClear={table.clearFilters}
            dropped={table.dropped}
          />
        }
      />
      <RevokeVoucherDialog voucher={chosenFor("revoke")} onClose={close} onRevoked={setWarnings} />
      <SettleForm voucher={chosenFor("settle")} onClose={close} />
      <PlanDialog plan={plan} onClose={() => setPlan(null)} />
    </Page>
  );
}
