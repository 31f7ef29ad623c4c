"use client";

import type { Cell, Row, RowData } from "@tanstack/react-table";
import { CheckboxInput } from "@/components/ui/checkbox-input";
import { cn } from "@/components/ui/cn";
import type { DataTableFeatures } from "./columns";
import { type RowMenuHandle, RowMenuTrigger } from "./row-menu";
import type { DataTableInstance } from "./types";

const cellClass = "h-(--row) border-t border-line px-3 py-1 group-first/row:border-t-0";

interface TableBodyProps<Data extends RowData> {
  table: DataTableInstance<Data>;
  selectable: boolean;
  menu: RowMenuHandle<Data> | null;
  rowName: (row: Data) => string;
}

function BodyCell<Data extends RowData>(props: {
  cell: Cell<DataTableFeatures, Data, unknown>;
  table: DataTableInstance<Data>;
  first: boolean;
}) {
  const { cell, table } = props;
  const meta = cell.column.columnDef.meta;
  const className = cn(
    cellClass,
    meta?.align === "end" ? "tabular text-right" : "text-left",
    meta?.wrap ? "min-w-40 [overflow-wrap:anywhere]" : "whitespace-nowrap",
    props.first && "data-table-first font-normal",
  );
  const content = <table.FlexRender cell={cell} />;
  return props.first ? (
    <th scope="row" className={className}>
      {content}
    </th>
  ) : (
    <td className={className}>{content}</td>
  );
}

function BodyRow<Data extends RowData>(props: TableBodyProps<Data> & { row: Row<DataTableFeatures, Data> }) {
  const { row, table, menu } = props;
  const selected = row.getIsSelected();
  return (
    <tr data-selected={selected || undefined} className="group/row">
      {props.selectable && (
        <td className={cn(cellClass, "data-table-check w-10 pr-0")}>
          <span className="flex w-7 items-center">
            <CheckboxInput
              aria-label={`Select ${props.rowName(row.original)}`}
              checked={selected}
              onChange={row.getToggleSelectedHandler()}
            />
          </span>
        </td>
      )}
      {row.getVisibleCells().map((cell, index) => (
        <BodyCell key={cell.id} cell={cell} table={table} first={index === 0} />
      ))}
      {menu && (
        <td className={cn(cellClass, "data-table-actions w-12 px-2 text-right")}>
          <RowMenuTrigger handle={menu} row={row.original} name={props.rowName(row.original)} />
        </td>
      )}
    </tr>
  );
}

/** The rows. First cell is the row's header. */
export function TableBody<Data extends RowData>(props: TableBodyProps<Data>) {
  return (
    <tbody className="text-13">
      {props.table.getRowModel().rows.map((row) => (
        <BodyRow key={row.id} row={row} {...props} />
      ))}
    </tbody>
  );
}
