import type { DataTableColumnMeta } from "./columns";

/** A column's name in plain text, for menus and cards. */
export function columnLabel(column: { id?: string; header?: unknown; meta?: DataTableColumnMeta }): string {
  if (column.meta?.label) return column.meta.label;
  return typeof column.header === "string" ? column.header : (column.id ?? "");
}
