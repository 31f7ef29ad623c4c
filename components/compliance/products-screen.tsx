"use client";

import { useMemo } from "react";
import { DataTable } from "@/components/patterns/data-table/data-table";
import { FilterBar } from "@/components/patterns/filter-bar/filter-bar";
import { EmptyState, ZeroResults } from "@/components/patterns/states";
import { useTableState } from "@/components/patterns/table-state/use-table-state";
import { usePollClock } from "@/components/patterns/time/use-poll-clock";
import { Button } from "@/components/ui/button";
import { MenuLink } from "@/components/ui/menu-items";
import { productColumns, productPage } from "./columns";
import { ComplianceFrame } from "./compliance-frame";
import { productSearch } from "./search-params";
import { showFilter } from "./show-filter";

const refreshEveryMs = 60_000;

/** How much is owned and activated of each product. */
export function ProductsScreen() {
  const table = useTableState(productSearch);
  const { customerId, groupId, show } = table.filters;
  const group = useMemo(() => ({ customerId, groupId }), [customerId, groupId]);
  const clock = usePollClock("compliance", refreshEveryMs);
  const columns = useMemo(() => productColumns(group), [group]);
  const showAll = () => table.setFilters({ show: null });
  return (
    <ComplianceFrame
      by="product"
      group={group}
      onGroup={table.setFilters}
      dropped={table.dropped}
      clock={clock}
    >
      {({ products }) => {
        const shown = show === null ? products : products.filter(({ compliant }) => !compliant);
        return (
          <DataTable
            label="Compliance by product"
            noun={{ one: "product", many: "products" }}
            columns={columns}
            rows={shown.slice((table.page - 1) * table.size, table.page * table.size)}
            rowId={({ productSku }) => productSku}
            empty={
              <EmptyState title="There are no entitlements in this group">
                Juniper lists them by customer and group. Choose another one above.
              </EmptyState>
            }
            filtered={show !== null}
            zeroResults={
              <ZeroResults
                noun="products"
                filter="None is out of compliance."
                clear={<Button onClick={showAll}>Show all products</Button>}
              />
            }
            visibleColumns={table.columns}
            onVisibleColumnsChange={table.setColumns}
            paging={{
              kind: "numbered",
              page: table.page,
              size: table.size,
              total: shown.length,
              onPageChange: table.setPage,
              sizes: table.sizes,
              onSizeChange: table.setSize,
            }}
            rowActions={({ productSku }) => (
              <MenuLink href={productPage(productSku, group)}>Show its entitlements</MenuLink>
            )}
            toolbar={
              <FilterBar
                filters={[showFilter]}
                values={{ show }}
                onChange={table.setFilters}
                onClear={showAll}
              />
            }
          />
        );
      }}
    </ComplianceFrame>
  );
}
