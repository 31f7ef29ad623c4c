"use client";

import type { Row, RowData } from "@tanstack/react-table";
import { CheckboxInput } from "@/components/ui/checkbox-input";
import { cn } from "@/components/ui/cn";
import { NativeSelect } from "@/components/ui/native-select";
import { Skeleton } from "@/components/ui/skeleton";
import { columnLabel } from "./column-label";
import type { DataTableFeatures } from "./columns";
import { type RowMenuHandle, RowMenuTrigger } from "./row-menu";
import type { DataTableInstance } from "./types";

interface TableCardsProps<Data extends RowData> {
  table: DataTableInstance<Data>;
  label: string;
  selectable: boolean;
  menu: RowMenuHandle<Data> | null;
  rowName: (row: Data) => string;
}

/** The row's name and its main fields: those marked `card`, else the first three. */
function splitCells<Data extends RowData>(row: Row<DataTableFeatures, Data>) {
  const [title, ...rest] = row.getVisibleCells();
  const marked = rest.filter((cell) => cell.column.columnDef.meta?.card);
  return { title, fields: marked.length > 0 ? marked : rest.slice(0, 3) };
}

function Card<Data extends RowData>(props: TableCardsProps<Data> & { row: Row<DataTableFeatures, Data> }) {
  const { table, row, menu } = props;
  const { title, fields } = splitCells(row);
  const selected = row.getIsSelected();
  return (
    <li
      data-selected={selected || undefined}
      className={cn("border-t border-line py-3 text-13", selected && "bg-accent-soft")}
    >
      <div className="flex items-start gap-3">
        {props.selectable && (
          <span className="data-table-check flex h-7 items-center">
            <CheckboxInput
              aria-label={`Select ${props.rowName(row.original)}`}
              checked={selected}
              onChange={row.getToggleSelectedHandler()}
            />
          </span>
        )}
        <div className="flex min-h-7 min-w-0 flex-1 items-center [overflow-wrap:anywhere]">
          {title && <table.FlexRender cell={title} />}
        </div>
        {menu && <RowMenuTrigger handle={menu} row={row.original} name={props.rowName(row.original)} />}
      </div>
      <dl
        className={cn(
          "mt-1 grid grid-cols-[104px_minmax(0,1fr)] gap-x-4 gap-y-1",
          props.selectable && "pl-7",
        )}
      >
        {fields.map((cell) => (
          <div key={cell.id} className="contents">
            <dt className="text-muted">{columnLabel(cell.column.columnDef)}</dt>
            <dd className="min-w-0 [overflow-wrap:anywhere]">
              <table.FlexRender cell={cell} />
            </dd>
          </div>
        ))}
      </dl>
    </li>
  );
}

/** Sorting where there are no headers to press. */
function CardSort<Data extends RowData>({ table }: { table: DataTableInstance<Data> }) {
  const columns = table.getAllLeafColumns().filter((column) => column.getCanSort());
  if (columns.length === 0) return null;
  const current = table.state.sorting[0];
  const choose = (value: string) => {
    const [id, direction] = value.split(" ");
    table.setSorting(id ? [{ id, desc: direction === "desc" }] : []);
  };
  return (
    <NativeSelect
      aria-label="Sort by"
      className="mb-3 w-full"
      value={current ? `${current.id} ${current.desc ? "desc" : "asc"}` : ""}
      onChange={(event) => choose(event.target.value)}
    >
      <option value="">Default order</option>
      {columns.flatMap((column) =>
        ["asc", "desc"].map((direction) => (
          <option key={`${column.id} ${direction}`} value={`${column.id} ${direction}`}>
            {columnLabel(column.columnDef)}, {direction === "asc" ? "ascending" : "descending"}
          </option>
        )),
      )}
    </NativeSelect>
  );
}

/** The same rows below 640 px: one card each with its name, three fields and its menu. */
export function TableCards<Data extends RowData>(props: TableCardsProps<Data>) {
  return (
    <div>
      <CardSort table={props.table} />
      <ul aria-label={props.label}>
        {props.table.getRowModel().rows.map((row) => (
          <Card key={row.id} row={row} {...props} />
        ))}
      </ul>
    </div>
  );
}

export function CardsSkeleton({ rows }: { rows: number }) {
  return (
    <div aria-hidden className="animate-appear">
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholder cards have no identity
        <div key={row} className="flex h-29 flex-col gap-3 border-t border-line py-4">
          <Skeleton className="w-40" />
          <Skeleton className="w-56" />
          <Skeleton className="w-48" />
        </div>
      ))}
    </div>
  );
}
