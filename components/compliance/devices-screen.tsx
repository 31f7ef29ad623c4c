"use client";

import { useMemo } from "react";
import { readFailure } from "@/components/patterns/answer";
import { DataTable } from "@/components/patterns/data-table/data-table";
import { FilterBar } from "@/components/patterns/filter-bar/filter-bar";
import { EmptyState, ZeroResults } from "@/components/patterns/states";
import { useTableState } from "@/components/patterns/table-state/use-table-state";
import { usePollClock } from "@/components/patterns/time/use-poll-clock";
import { Button } from "@/components/ui/button";
import { MenuLink } from "@/components/ui/menu-items";
import { deviceColumns, devicePage } from "./columns";
import { ComplianceFrame } from "./compliance-frame";
import { withGroup } from "./paths";
import { useDeviceCompliance } from "./queries";
import { deviceSearch } from "./search-params";
import { showFilter } from "./show-filter";

const refreshEveryMs = 60_000;

/** Which devices have licenses that hold, and which do not. */
export function DevicesScreen() {
  const table = useTableState(deviceSearch);
  const { customerId, groupId, show, search } = table.filters;
  const group = useMemo(() => ({ customerId, groupId }), [customerId, groupId]);
  const clock = usePollClock("compliance", refreshEveryMs);
  const read = useDeviceCompliance(
    group,
    {
      page: table.page,
      size: table.size,
      ...(show !== null && { compliant: "false" as const }),
      ...(search !== null && { search }),
    },
    clock.refetchInterval,
  );
  const answer = read.data?.value;
  const columns = useMemo(() => deviceColumns(group), [group]);
  const showAll = () => table.setFilters({ show: null, search: null });
  return (
    <ComplianceFrame
      by="device"
      group={group}
      onGroup={table.setFilters}
      dropped={table.dropped}
      clock={clock}
      alsoAsk={read.refetch}
    >
      {() => (
        <DataTable
          label="Compliance by device"
          noun={{ one: "device", many: "devices" }}
          columns={columns}
          rows={answer?.items}
          rowId={({ serialNumber }) => serialNumber}
          refreshing={read.isFetching}
          failure={readFailure(read)}
          empty={
            <EmptyState title="Nothing is activated in this group">
              Devices appear here with their first license.
            </EmptyState>
          }
          filtered={show !== null || search !== null}
          zeroResults={
            <ZeroResults noun="devices" clear={<Button onClick={showAll}>Clear filters</Button>} />
          }
          visibleColumns={table.columns}
          onVisibleColumnsChange={table.setColumns}
          paging={{
            kind: "numbered",
            page: table.page,
            size: table.size,
            total: answer?.page.total ?? 0,
            onPageChange: table.setPage,
            sizes: table.sizes,
            onSizeChange: table.setSize,
          }}
          rowActions={({ serialNumber }) => (
            <>
              <MenuLink href={devicePage(serialNumber, group)}>Show its licenses</MenuLink>
              <MenuLink href={withGroup("/vouchers", { customerId: null, groupId: null }, { serialNumber })}>
                Show its vouchers
              </MenuLink>
            </>
          )}
          toolbar={
            <FilterBar
              search={{ key: "search", label: "Search devices", placeholder: "Serial number" }}
              filters={[showFilter]}
              values={{ show, search }}
              onChange={table.setFilters}
              onClear={showAll}
            />
          }
        />
      )}
    </ComplianceFrame>
  );
}
