"use client";

import type { RowData } from "@tanstack/react-table";
import { useRef } from "react";
import { cn } from "@/components/ui/cn";
import type { RowMenuHandle } from "./row-menu";
import { SelectionBar } from "./selection-bar";
import { TableBody } from "./table-body";
import { TableHead } from "./table-head";
import { TableSkeleton } from "./table-skeleton";
import type { DataTableInstance, DataTableProps } from "./types";
import { useOverflowing } from "./use-overflowing";

interface TableFrameProps<Row extends RowData> extends DataTableProps<Row> {
  table: DataTableInstance<Row>;
  menu: RowMenuHandle<Row> | null;
  rowName: (row: Row) => string;
  loading: boolean;
  selected: boolean;
}

/**
 * The table itself. Its text stands on the page's left edge and the rows' hover reaches 12 px
 * beyond on both sides. See app/globals.css (data-table-*) for what sticks where.
 */
export function TableFrame<Row extends RowData>(props: TableFrameProps<Row>) {
  const frame = useRef<HTMLDivElement>(null);
  const overflowing = useOverflowing(frame);
  const { table, selection, menu } = props;
  const selectable = selection !== undefined;
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: the label stands only together with the role
    <div
      ref={frame}
      data-overflowing={overflowing || undefined}
      role={overflowing ? "region" : undefined}
      aria-label={overflowing ? props.label : undefined}
      tabIndex={overflowing ? 0 : undefined}
      className="data-table-frame"
    >
      {selection && props.selected && (
        <div className="data-table-bar">
          <SelectionBar
            selection={selection}
            noun={props.noun}
            total={props.paging.total}
            pageCount={props.rows?.length ?? 0}
            allOnPage={table.getIsAllRowsSelected()}
            className="h-[35px] px-3"
          />
        </div>
      )}
      <table
        aria-label={props.label}
        aria-busy={props.loading || props.refreshing || undefined}
        className={cn("w-full border-separate border-spacing-0")}
      >
        <TableHead
          table={table}
          selectable={selectable}
          hasActions={menu !== null}
          covered={props.selected}
          label={props.noun.many}
        />
        {props.loading ? (
          <TableSkeleton
            table={table}
            rows={props.skeletonRows ?? 10}
            selectable={selectable}
            hasActions={menu !== null}
          />
        ) : (
          <TableBody table={table} selectable={selectable} menu={menu} rowName={props.rowName} />
        )}
      </table>
      {props.refreshing && !props.loading && (
        <div aria-hidden className="data-table-refresh animate-appear">
          <div className="h-full w-1/4 animate-sweep bg-accent" />
        </div>
      )}
    </div>
  );
}
