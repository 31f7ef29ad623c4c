"use client";

import {
  type ColumnVisibilityState,
  functionalUpdate,
  type RowData,
  type RowSelectionState,
  type SortingState,
  type Updater,
  useTable,
} from "@tanstack/react-table";
import { useMemo } from "react";
import { type DataTableColumn, dataTableFeatures } from "./columns";
import { selectedIn } from "./selection";
import type { DataTableInstance, DataTableProps } from "./types";

const noRows: readonly never[] = [];

function idOf<Row extends RowData>(column: DataTableColumn<Row>): string {
  if (column.id) return column.id;
  return "accessorKey" in column && typeof column.accessorKey === "string" ? column.accessorKey : "";
}

/** Every column but those hidden by default, or exactly the ones asked for. */
function visibilityOf<Row extends RowData>(
  columns: readonly DataTableColumn<Row>[],
  visible: readonly string[] | null | undefined,
): ColumnVisibilityState {
  const state: ColumnVisibilityState = {};
  columns.forEach((column, index) => {
    const id = idOf(column);
    if (index > 0) state[id] = visible ? visible.includes(id) : !column.meta?.defaultHidden;
  });
  return state;
}

/** Binds the table engine to state that lives elsewhere: in the address and in the page. */
export function useDataTable<Row extends RowData>(props: DataTableProps<Row>): DataTableInstance<Row> {
  const { columns, selection, sort, visibleColumns, onVisibleColumnsChange } = props;
  const columnVisibility = useMemo(() => visibilityOf(columns, visibleColumns), [columns, visibleColumns]);
  const sorting = useMemo<SortingState>(() => (sort ? [{ ...sort }] : []), [sort]);
  const prepared = useMemo(
    () =>
      columns.map((column, index) => ({
        ...column,
        enableSorting: column.enableSorting ?? false,
        enableHiding: index > 0 && onVisibleColumnsChange !== undefined && column.enableHiding !== false,
      })),
    [columns, onVisibleColumnsChange],
  );
  const rows = props.rows ?? noRows;
  const rowSelection: RowSelectionState = selection ? selectedIn(selection.value, rows.map(props.rowId)) : {};
  return useTable({
    features: dataTableFeatures,
    columns: prepared,
    data: rows,
    getRowId: props.rowId,
    manualSorting: true,
    enableMultiSort: false,
    sortDescFirst: false,
    enableRowSelection: selection !== undefined,
    state: { columnVisibility, sorting, rowSelection },
    onSortingChange: (updater: Updater<SortingState>) =>
      props.onSortChange?.(functionalUpdate(updater, sorting)[0] ?? null),
    onColumnVisibilityChange: (updater: Updater<ColumnVisibilityState>) => {
      const next = functionalUpdate(updater, columnVisibility);
      const standard = visibilityOf(columns, null);
      const same = Object.keys(standard).every((id) => next[id] === standard[id]);
      onVisibleColumnsChange?.(same ? null : Object.keys(next).filter((id) => next[id]));
    },
    onRowSelectionChange: (updater: Updater<RowSelectionState>) =>
      selection?.onChange({ ids: functionalUpdate(updater, rowSelection), allMatching: false }),
  });
}
