"use client";

import { useMemo } from "react";
import { readFailure, StaleNotice } from "@/components/patterns/answer";
import { DataTable } from "@/components/patterns/data-table/data-table";
import { numberedPaging } from "@/components/patterns/data-table/numbered-paging";
import { Section } from "@/components/patterns/section";
import { EmptyState } from "@/components/patterns/states";
import { useTableState } from "@/components/patterns/table-state/use-table-state";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/link";
import { activationsOf } from "../paths";
import { useLicensesOf } from "../queries";
import { activationSearch } from "../search-params";
import { activationColumns } from "./activation-columns";
import { useShownEntitlement } from "./entitlement-context";

/** The devices that took licenses of it: now, and before. */
export function EntitlementActivations() {
  const { entitlementId, group, entitlement, refetchInterval, onActivate } = useShownEntitlement();
  const table = useTableState(activationSearch);
  const { page, size } = table;
  const read = useLicensesOf({ ...group, entitlementId, page, size }, refetchInterval);
  const answer = read.data?.value;
  const type = entitlement?.type ?? null;
  const columns = useMemo(() => activationColumns(type), [type]);
  return (
    <Section
      title="Activations"
      description="Licenses of this entitlement on devices: activated here, or seen in Juniper's listing."
      actions={<ButtonLink href={activationsOf(entitlementId, group)}>Show in activations</ButtonLink>}
    >
      <StaleNotice read={read} vendor="Juniper" what="its activations" />
      <DataTable
        label="Activations of this entitlement"
        noun={{ one: "license", many: "licenses" }}
        columns={columns}
        rows={answer?.items}
        rowId={({ licenseId }) => licenseId}
        rowName={({ serialNumber }) => serialNumber}
        refreshing={read.isFetching}
        failure={readFailure(read, "The entitlement itself may still be there, as it last was.")}
        skeletonRows={4}
        empty={
          <EmptyState
            title="No device has a license of this entitlement"
            action={onActivate && <Button onClick={onActivate}>Activate licenses</Button>}
          >
            Each activation takes from its quantity, until the license is released.
          </EmptyState>
        }
        visibleColumns={table.columns}
        onVisibleColumnsChange={table.setColumns}
        paging={numberedPaging(table, answer?.page.total)}
      />
    </Section>
  );
}
