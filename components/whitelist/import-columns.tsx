import { dataTableColumns } from "@/components/patterns/data-table/columns";
import { RelativeTime } from "@/components/patterns/time/timestamp";
import { RowLink } from "@/components/ui/link";
import type { WhitelistImport } from "@/lib/contract/whitelist";
import { ImportState } from "./import-state";

const column = dataTableColumns<WhitelistImport>();
const number = (value: number) => value.toLocaleString("en-US");

export const importColumns = column.columns([
  column.accessor("fileName", {
    header: "File",
    cell: ({ row: { original } }) => (
      <RowLink href={`/whitelist/imports/${original.importId}`}>{original.fileName}</RowLink>
    ),
    meta: { wrap: true, skeleton: "w-40" },
  }),
  column.accessor("state", {
    header: "State",
    cell: ({ row }) => <ImportState state={row.original.state} />,
    meta: { card: true, width: "11rem", skeleton: "w-24" },
  }),
  column.display({
    id: "rows",
    header: "Rows",
    cell: ({ row }) => number(row.original.rows.total),
    meta: { align: "end", card: true, width: "7rem" },
  }),
  column.display({
    id: "bad",
    header: "Bad lines",
    cell: ({ row }) => number(row.original.rows.bad),
    meta: { align: "end", width: "7rem" },
  }),
  column.display({
    id: "accepted",
    header: "Accepted",
    cell: ({ row }) => number(row.original.rows.accepted),
    meta: { align: "end", width: "7rem" },
  }),
  column.accessor("createdBy", { header: "By", meta: { width: "16rem" } }),
  column.accessor("createdAt", {
    header: "Uploaded",
    cell: ({ row }) => <RelativeTime value={row.original.createdAt} />,
    meta: { card: true, width: "10rem" },
  }),
]);
