import { dataTableColumns } from "@/components/patterns/data-table/columns";
import { Identifier } from "@/components/patterns/identifier";
import { Outcome } from "@/components/patterns/outcome";
import { exactTime } from "@/components/patterns/time/format-time";
import { RowLink } from "@/components/ui/link";
import type { AuditEntry } from "@/lib/contract/audit";
import { visibleText } from "./visible-text";

const column = dataTableColumns<AuditEntry>();

export const auditColumns = column.columns([
  column.accessor("at", {
    header: "Time",
    cell: ({ row }) => (
      <RowLink href={`/audit/${row.original.entryId}`} className="tabular">
        {exactTime(row.original.at, true)}
      </RowLink>
    ),
    meta: { width: "15rem", skeleton: "w-40" },
  }),
  column.accessor("actorName", {
    header: "Actor",
    cell: ({ row }) => visibleText(row.original.actorName),
    meta: { card: true, skeleton: "w-32" },
  }),
  column.accessor("action", {
    header: "Action",
    cell: ({ row }) => <span className="font-mono text-12">{row.original.action}</span>,
    meta: { card: true, skeleton: "w-28" },
  }),
  column.accessor("subjectId", {
    header: "Subject",
    cell: ({ row }) => (
      <span>
        <span className="text-muted">{row.original.subjectType}</span> {visibleText(row.original.subjectId)}
      </span>
    ),
    meta: { wrap: true, card: true, skeleton: "w-40" },
  }),
  column.accessor("outcome", {
    header: "Outcome",
    cell: ({ row }) => <Outcome outcome={row.original.outcome} />,
    meta: { width: "10.5rem", card: true, skeleton: "w-20" },
  }),
  column.accessor("sequence", {
    header: "Sequence",
    cell: ({ row }) => row.original.sequence ?? <span className="text-muted">being sealed</span>,
    meta: { align: "end", width: "7rem", skeleton: "w-10" },
  }),
  column.accessor("address", { header: "Address", meta: { defaultHidden: true } }),
  column.accessor("requestId", {
    header: "Request",
    cell: ({ row }) => <Identifier value={row.original.requestId} label="request id" />,
    meta: { defaultHidden: true, width: "14rem" },
  }),
]);
