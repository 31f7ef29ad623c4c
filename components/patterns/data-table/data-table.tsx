"use client";

import type { RowData } from "@tanstack/react-table";
import { type ReactNode, useRef } from "react";
import { cn } from "@/components/ui/cn";
import { useMediaQuery } from "@/components/ui/use-media-query";
import { densityClass, useDensity } from "./density";
import { Pagination, rangeText } from "./pagination";
import { PastTheEnd } from "./past-the-end";
import { ResultStatus } from "./result-status";
import { RowMenu, useRowMenu } from "./row-menu";
import { noSelection, selectionCount } from "./selection";
import { SelectionBar } from "./selection-bar";
import { CardsSkeleton, TableCards } from "./table-cards";
import { TableFrame } from "./table-frame";
import type { DataTableProps } from "./types";
import { useDataTable } from "./use-data-table";
import { useEscape } from "./use-escape";
import { focusFirstCheckbox, useFocusAfterSelection } from "./use-focus-after-selection";
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

/** What stands in the place of rows, if anything: failed, past the end, nothing matched, nothing there. */
function insteadOfRows<Row extends RowData>(props: DataTableProps<Row>): ReactNode {
  if (props.failure) return props.failure;
  if (!props.rows || props.rows.length > 0) return undefined;
  const { paging } = props;
  if (paging.kind === "numbered" && paging.total > 0 && paging.page > 1) {
    return <PastTheEnd paging={paging} many={props.noun.many} />;
  }
  return props.filtered && props.zeroResults ? props.zeroResults : props.empty;
}

/** A list that the server sorts, filters and cuts into pages. Below 640 px its rows are cards. */
export function DataTable<Row extends RowData>(props: DataTableProps<Row>) {
  const table = useDataTable(props);
  const [density] = useDensity();
  const cards = useMediaQuery("(max-width: 639px)");
  const root = useRef<HTMLDivElement>(null);
  const rowMenu = useRowMenu<Row>();
  const menu = props.rowActions ? rowMenu : null;
  const rowName = props.rowName ?? props.rowId;
  const { selection, paging } = props;
  const instead = insteadOfRows(props);
  const selected = selection ? selectionCount(selection.value, paging.total) > 0 : false;

  /** The bar goes away with its buttons; the focus returns to the first checkbox. */
  const clearSelection = () => {
    selection?.onChange(noSelection);
    focusFirstCheckbox(root);
  };
  useEscape(selected, root, clearSelection);
  useFocusAfterSelection(selected, root);

  /** A new page is read from its top; the pressed button keeps the focus. */
  const goTo = (page: number) => {
    if (paging.kind === "numbered") paging.onPageChange(page);
    root.current?.scrollIntoView({ block: "nearest" });
  };
  const bar = selection && selected && (
    <SelectionBar
      selection={selection}
      noun={props.noun}
      total={paging.total}
      pageCount={props.rows?.length ?? 0}
      allOnPage={table.getIsAllRowsSelected()}
      filtered={props.filtered ?? false}
      onClear={clearSelection}
      className={
        cards
          ? "fixed inset-x-0 bottom-0 z-30 flex-wrap border-t border-line-strong px-4 py-2"
          : "h-[calc(2.25rem-1px)] px-3"
      }
    />
  );
  return (
    <div ref={root} className={cn("flex flex-col gap-3", densityClass[density])}>
      <div className="flex flex-wrap items-start gap-2">
        <div className="min-w-0 flex-1">{props.toolbar}</div>
        {!cards && (
          <ViewMenu
            table={table}
            onReset={props.visibleColumns ? () => props.onVisibleColumnsChange?.(null) : undefined}
          />
        )}
      </div>
      <ResultStatus text={statusText(props)} />
      {instead}
      {!instead && cards && !props.rows && <CardsSkeleton rows={props.skeletonRows ?? 10} />}
      {!instead && cards && props.rows && (
        <TableCards
          table={table}
          label={props.label}
          selectable={selection !== undefined}
          menu={menu}
          rowName={rowName}
        />
      )}
      {!instead && !cards && <TableFrame {...props} table={table} menu={menu} rowName={rowName} bar={bar} />}
      {cards && bar}
      {!instead && (
        <Pagination
          paging={paging.kind === "numbered" ? { ...paging, onPageChange: goTo } : paging}
          shown={props.rows?.length}
        />
      )}
      {props.rowActions && <RowMenu handle={rowMenu} items={props.rowActions} />}
    </div>
  );
}
