"use client";

import { readFailure } from "@/components/patterns/answer";
import { DataTable } from "@/components/patterns/data-table/data-table";
import { numberedPaging } from "@/components/patterns/data-table/numbered-paging";
import { Section } from "@/components/patterns/section";
import { EmptyState } from "@/components/patterns/states";
import { useTableState } from "@/components/patterns/table-state/use-table-state";
import { useCan } from "@/components/patterns/who";
import { ButtonLink } from "@/components/ui/link";
import { Skeleton } from "@/components/ui/skeleton";
import { newVoucherPath } from "../paths";
import { useVouchersOf } from "../queries";
import { voucherSearch } from "../search-params";
import { givesVouchers } from "../words";
import { useShownEntitlement } from "./entitlement-context";
import { voucherColumns } from "./voucher-columns";

/** The vouchers that were issued here for it; the vendor lists none. */
export function EntitlementVouchers() {
  const { entitlement, failed, refetchInterval } = useShownEntitlement();
  const mayIssue = useCan()("licenses:write");
  const table = useTableState(voucherSearch);
  const { page, size } = table;
  const ssrn = entitlement?.ssrn ?? null;
  const read = useVouchersOf(ssrn, page, size, refetchInterval);
  if (failed) return null;
  if (entitlement === undefined) return <Skeleton className="h-48 w-full" />;
  if (ssrn === null || !givesVouchers(entitlement)) {
    return (
      <Section title="Vouchers">
        <p className="text-13 text-muted">
          {ssrn === null
            ? "Juniper tells no SSRN for this entitlement, by which vouchers are issued."
            : "Vouchers are issued for entitlements of the type Voucher."}
        </p>
      </Section>
    );
  }
  const answer = read.data?.value;
  const issue = mayIssue && <ButtonLink href={newVoucherPath(ssrn)}>Issue voucher</ButtonLink>;
  return (
    <Section
      title="Vouchers"
      description="Issued through this console. Juniper lists none, so those that were issued elsewhere are not here."
      actions={answer !== undefined && answer.page.total > 0 && issue}
    >
      <DataTable
        label="Vouchers of this entitlement"
        noun={{ one: "voucher", many: "vouchers" }}
        columns={voucherColumns}
        rows={answer?.items}
        rowId={({ voucherId }) => voucherId}
        rowName={({ serialNumber }) => serialNumber}
        refreshing={read.isFetching}
        failure={readFailure(read)}
        skeletonRows={4}
        empty={
          <EmptyState title="No voucher was issued for this entitlement" action={issue}>
            A voucher tells one device which domain it belongs to.
          </EmptyState>
        }
        visibleColumns={table.columns}
        onVisibleColumnsChange={table.setColumns}
        paging={numberedPaging(table, answer?.page.total)}
      />
    </Section>
  );
}
