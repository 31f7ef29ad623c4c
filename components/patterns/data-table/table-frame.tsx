"use client";

import type { RowData } from "@tanstack/react-table";
import { type ReactNode, useRef } from "react";
import type { RowMenuHandle } from "./row-menu";
import { TableBody } from "./table-body";
import { TableHead } from "./table-head";
import { TableSkeleton } from "./table-skeleton";
import type { DataTableInstance, DataTableProps } from "./types";
import { useOverflowing } from "./use-overflowing";

interface TableFrameProps<Row extends RowData> extends DataTableProps<Row> {
  table: DataTableInstance<Row>;
  menu: RowMenuHandle<Row> | null;
  rowName: (row: Row) => string;
  /** The selection bar, while something is selected. */
  bar: ReactNode;
}

/**
 * The table itself. Its text stands on the page's left edge and the rows' hover reaches 12 px
 * beyond on both sides. See app/globals.css (data-table-*) for what sticks where.
 */
export function TableFrame<Row extends RowData>(props: TableFrameProps<Row>) {
  const frame = useRef<HTMLDivElement>(null);
  const overflowing = useOverflowing(frame);
  const { table, menu, bar } = props;
  const loading = props.rows === undefined;
  const shape = { table, selectable: props.selection !== undefined };
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
      {bar && <div className="data-table-bar">{bar}</div>}
      <table
        aria-label={props.label}
        aria-busy={loading || props.refreshing || undefined}
        className="w-full border-separate border-spacing-0"
      >
        <TableHead {...shape} hasActions={menu !== null} covered={Boolean(bar)} label={props.noun.many} />
        {loading ? (
          <TableSkeleton {...shape} rows={props.skeletonRows ?? 10} hasActions={menu !== null} />
        ) : (
          <TableBody {...shape} menu={menu} rowName={props.rowName} />
        )}
      </table>
      {props.refreshing && !loading && (
        <div aria-hidden className="data-table-refresh animate-appear">
          <div className="h-full w-1/4 animate-sweep bg-accent" />
        </div>
      )}
    </div>
  );
}
