"use client";

import type { Header, RowData } from "@tanstack/react-table";
import ArrowDown from "lucide-react/icons/arrow-down";
import ArrowUp from "lucide-react/icons/arrow-up";
import { CheckboxInput } from "@/components/ui/checkbox-input";
import { cn } from "@/components/ui/cn";
import type { DataTableFeatures } from "./columns";
import type { DataTableInstance } from "./types";

const cell = "h-9 border-b border-line bg-page px-3 text-12 font-medium text-muted";

const ariaSort = { asc: "ascending", desc: "descending" } as const;

function SortArrow({ sorted }: { sorted: false | "asc" | "desc" }) {
  if (!sorted) return null;
  const Arrow = sorted === "asc" ? ArrowUp : ArrowDown;
  return <Arrow aria-hidden className="size-3.5 shrink-0" />;
}

interface HeadCellProps<Row extends RowData> {
  header: Header<DataTableFeatures, Row, unknown>;
  table: DataTableInstance<Row>;
  first: boolean;
  covered: boolean;
}

function HeadCell<Row extends RowData>({ header, table, first, covered }: HeadCellProps<Row>) {
  const { column } = header;
  const meta = column.columnDef.meta;
  const sorted = column.getIsSorted();
  const end = meta?.align === "end";
  const title = <table.FlexRender header={header} />;
  return (
    <th
      scope="col"
      aria-sort={sorted ? ariaSort[sorted] : undefined}
      style={meta?.width ? { width: meta.width } : undefined}
      className={cn(cell, end ? "text-right" : "text-left", first && "data-table-first")}
    >
      {column.getCanSort() && !covered ? (
        <button
          type="button"
          onClick={column.getToggleSortingHandler()}
          className={cn(
            "touch-target -mx-1.5 inline-flex h-6 items-center gap-1 rounded-4 px-1.5 hover:bg-hover hover:text-ink",
            sorted && "text-ink",
            end && "flex-row-reverse",
          )}
        >
          {title}
          <SortArrow sorted={sorted} />
        </button>
      ) : (
        title
      )}
    </th>
  );
}

interface TableHeadProps<Row extends RowData> {
  table: DataTableInstance<Row>;
  selectable: boolean;
  hasActions: boolean;
  /** The selection bar lies over the header: what is below must not take focus. */
  covered: boolean;
  label: string;
}

/** The sticky header: page checkbox, sort buttons, an empty cell over the row menus. */
export function TableHead<Row extends RowData>(props: TableHeadProps<Row>) {
  const { table, covered } = props;
  const all = table.getIsAllRowsSelected();
  const { rows } = table.getRowModel();
  const some = !all && rows.some((row) => row.getIsSelected());
  return (
    <thead className="data-table-head">
      {table.getHeaderGroups().map((group) => (
        <tr key={group.id}>
          {props.selectable && (
            <th scope="col" className={cn(cell, "data-table-check w-10 pr-0 text-left")}>
              <span className="flex w-7 items-center">
                <CheckboxInput
                  aria-label={`Select all ${props.label} on this page`}
                  checked={all}
                  indeterminate={some}
                  // Until there are rows it would do nothing.
                  disabled={rows.length === 0}
                  onChange={() => table.toggleAllRowsSelected(!all)}
                />
              </span>
            </th>
          )}
          {group.headers.map((header, index) => (
            <HeadCell key={header.id} header={header} table={table} first={index === 0} covered={covered} />
          ))}
          {props.hasActions && (
            <td className={cn(cell, "data-table-actions w-12")}>
              <span className="sr-only">Actions</span>
            </td>
          )}
        </tr>
      ))}
    </thead>
  );
}
