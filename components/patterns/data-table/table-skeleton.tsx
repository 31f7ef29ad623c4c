"use client";

import type { RowData } from "@tanstack/react-table";
import { cn } from "@/components/ui/cn";
import { Skeleton } from "@/components/ui/skeleton";
import type { DataTableInstance } from "./types";

/**
 * Rows of the same height and columns as the ones to come. They take their place at once and
 * become visible after 200 ms, so that nothing jumps and quick answers do not flicker.
 */
export function TableSkeleton<Row extends RowData>(props: {
  table: DataTableInstance<Row>;
  rows: number;
  selectable: boolean;
  hasActions: boolean;
}) {
  const columns = props.table.getVisibleLeafColumns();
  return (
    <tbody aria-hidden className="animate-appear">
      {Array.from({ length: props.rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholder rows have no identity
        <tr key={row} className="group/row">
          {props.selectable && (
            <td className="h-(--row) w-10 border-t border-line px-3 group-first/row:border-t-0" />
          )}
          {columns.map((column) => {
            const meta = column.columnDef.meta;
            return (
              <td key={column.id} className="h-(--row) border-t border-line px-3 group-first/row:border-t-0">
                <Skeleton className={cn("w-24", meta?.skeleton, meta?.align === "end" && "ml-auto w-12")} />
              </td>
            );
          })}
          {props.hasActions && (
            <td className="h-(--row) w-12 border-t border-line group-first/row:border-t-0" />
          )}
        </tr>
      ))}
    </tbody>
  );
}
