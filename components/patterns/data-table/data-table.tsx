"use client";

import type { RowData } from "@tanstack/react-table";
import { type KeyboardEvent, useRef } from "react";
import { cn } from "@/components/ui/cn";
import { useMediaQuery } from "@/components/ui/use-media-query";
import { densityClass, useDensity } from "./density";
import { Pagination, rangeText } from "./pagination";
import { ResultStatus } from "./result-status";
import { RowMenu, useRowMenu } from "./row-menu";
import { noSelection, selectionCount } from "./selection";
import { SelectionBar } from "./selection-bar";
import { CardsSkeleton, TableCards } from "./table-cards";
import { TableFrame } from "./table-frame";
import type { DataTableProps } from "./types";
import { useDataTable } from "./use-data-table";
import { ViewMenu } from "./view-menu";

/** What the permanent status line says about the rows in view. */
function statusText<Row extends RowData>(props: DataTableProps<Row>): string {
  if (props.failure) return `${props.label} could not be read`;
  if (!props.rows) return `Loading ${props.noun.many}`;
  const { paging, rows, noun } = props;
  if (rows.length === 0) return `No ${noun.many}`;
  const offset = paging.kind === "numbered" ? (paging.page - 1) * paging.size : paging.offset;
  return `${rangeText(offset, rows.length, paging.total)} ${rows.length === 1 ? noun.one : noun.many}`;
}

/** A list that the server sorts, filters and cuts into pages. Below 640 px its rows are cards. */
export function DataTable<Row extends RowData>(props: DataTableProps<Row>) {
  const table = useDataTable(props);
  const [density] = useDensity();
  const cards = useMediaQuery("(max-width: 639px)");
  const top = useRef<HTMLDivElement>(null);
  const rowMenu = useRowMenu<Row>();
  const menu = props.rowActions ? rowMenu : null;
  const rowName = props.rowName ?? props.rowId;
  const { selection, paging } = props;
  const loading = props.rows === undefined && !props.failure;
  const blank = !loading && (props.failure !== undefined || props.rows?.length === 0);
  const selected = selection ? selectionCount(selection.value, paging.total) > 0 : false;

  /** A new page is read from its top; the pressed button keeps the focus. */
  const goTo = (page: number) => {
    if (paging.kind === "numbered") paging.onPageChange(page);
    top.current?.scrollIntoView({ block: "nearest" });
  };
  const steered = paging.kind === "numbered" ? { ...paging, onPageChange: goTo } : paging;

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const inside = event.target instanceof Node && event.currentTarget.contains(event.target);
    if (event.key === "Escape" && selected && inside && !event.defaultPrevented)
      selection?.onChange(noSelection);
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape is a shortcut for the "Clear selection" button inside
    <div onKeyDown={onKeyDown} className={cn("flex flex-col gap-3", densityClass[density])}>
      <div ref={top} className="flex flex-wrap items-start gap-2">
        <div className="min-w-0 flex-1">{props.toolbar}</div>
        {!cards && (
          <ViewMenu
            table={table}
            onReset={props.visibleColumns ? () => props.onVisibleColumnsChange?.(null) : undefined}
          />
        )}
      </div>
      <ResultStatus text={statusText(props)} />
      {blank && (props.failure ?? (props.filtered && props.zeroResults ? props.zeroResults : props.empty))}
      {!blank && cards && loading && <CardsSkeleton rows={props.skeletonRows ?? 10} />}
      {!blank && cards && !loading && (
        <TableCards
          table={table}
          label={props.label}
          selectable={selection !== undefined}
          menu={menu}
          rowName={rowName}
        />
      )}
      {!blank && !cards && (
        <TableFrame
          {...props}
          table={table}
          menu={menu}
          rowName={rowName}
          loading={loading}
          selected={selected}
        />
      )}
      {cards && selection && selected && (
        <SelectionBar
          selection={selection}
          noun={props.noun}
          total={paging.total}
          pageCount={props.rows?.length ?? 0}
          allOnPage={table.getIsAllRowsSelected()}
          className="fixed inset-x-0 bottom-0 z-30 flex-wrap border-t border-line-strong px-4 py-2"
        />
      )}
      {!blank && <Pagination paging={steered} shown={props.rows?.length ?? 0} />}
      {props.rowActions && <RowMenu handle={rowMenu} items={props.rowActions} />}
    </div>
  );
}
