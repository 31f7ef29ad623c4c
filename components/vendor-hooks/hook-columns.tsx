import { dataTableColumns } from "@/components/patterns/data-table/columns";
import { ExactTime } from "@/components/patterns/time/timestamp";
import { Badge } from "@/components/ui/badge";
import { hookTypeLabel } from "@/lib/contract/event-labels";
import type { VendorHook } from "@/lib/contract/vendor-hooks";

export interface ListedHook extends VendorHook {
  ours: boolean;
}

const column = dataTableColumns<ListedHook>();

export const hookColumns = column.columns([
  column.accessor("url", {
    header: "Address",
    cell: ({ row: { original } }) => (
      <span className="flex flex-wrap items-center gap-x-2">
        <span className="font-mono text-12 [overflow-wrap:anywhere]">{original.url}</span>
        {original.ours && <Badge>this console</Badge>}
      </span>
    ),
    meta: { wrap: true, skeleton: "w-72" },
  }),
  column.accessor("type", {
    header: "Calls for",
    cell: ({ row }) =>
      row.original.type === null ? (
        <span className="text-muted">not said</span>
      ) : (
        hookTypeLabel(row.original.type)
      ),
    meta: { card: true, width: "12rem", skeleton: "w-24" },
  }),
  column.accessor("createdAt", {
    header: "Created",
    cell: ({ row }) => (
      <ExactTime value={row.original.createdAt} distance={false} missing="not said by the vendor" />
    ),
    meta: { card: true, width: "16rem", skeleton: "w-44" },
  }),
]);
