import { dataTableColumns } from "@/components/patterns/data-table/columns";
import { IdentifierText } from "@/components/patterns/identifier";
import { RelativeTime } from "@/components/patterns/time/timestamp";
import { RowLink } from "@/components/ui/link";
import type { Finding } from "@/lib/contract/findings";
import { FindingStatus } from "./finding-status";
import { kindWords, reasonsOf } from "./words";

const column = dataTableColumns<Finding>();

export const findingPage = (findingId: string) => `/findings/${findingId}`;

export const findingColumns = column.columns([
  column.accessor("rotPublicUid", {
    header: "Device",
    cell: ({ row }) => (
      <RowLink href={findingPage(row.original.findingId)}>
        <IdentifierText value={row.original.rotPublicUid} />
      </RowLink>
    ),
    meta: { width: "11rem", skeleton: "w-32" },
  }),
  column.accessor("kind", {
    header: "Kind",
    cell: ({ row }) => kindWords[row.original.kind],
    meta: { width: "7rem", card: true, skeleton: "w-16" },
  }),
  column.accessor("reasons", {
    header: "Reasons",
    cell: ({ row }) =>
      reasonsOf(row.original)
        .map(({ short }) => short)
        .join(" · "),
    meta: { wrap: true, card: true, skeleton: "w-64" },
  }),
  column.accessor("at", {
    header: "Happened",
    cell: ({ row }) => <RelativeTime value={row.original.at} missing="not said" />,
    meta: { width: "8.5rem", skeleton: "w-24" },
  }),
  column.accessor("lastSeenAt", {
    header: "Last seen",
    cell: ({ row }) => <RelativeTime value={row.original.lastSeenAt} />,
    meta: { width: "8.5rem", card: true, skeleton: "w-24" },
  }),
  column.accessor("status", {
    header: "Status",
    cell: ({ row }) => <FindingStatus status={row.original.status} />,
    meta: { width: "9rem", card: true, skeleton: "w-24" },
  }),
  column.accessor("owner", {
    header: "Owner",
    cell: ({ row }) => row.original.owner?.name ?? <span className="text-muted">nobody</span>,
    meta: { width: "8.5rem", card: true, skeleton: "w-20" },
  }),
  column.accessor("firstSeenAt", {
    header: "First seen",
    cell: ({ row }) => <RelativeTime value={row.original.firstSeenAt} />,
    meta: { defaultHidden: true, width: "9rem" },
  }),
  column.accessor("deviceSerialNumber", {
    header: "Serial number",
    cell: ({ row }) =>
      row.original.deviceSerialNumber && <IdentifierText value={row.original.deviceSerialNumber} />,
    meta: { defaultHidden: true, width: "11rem" },
  }),
  column.accessor("imei", {
    header: "IMEI",
    cell: ({ row }) => row.original.imei && <IdentifierText value={row.original.imei} />,
    meta: { defaultHidden: true, width: "11rem" },
  }),
  column.accessor("deviceProfileUid", {
    header: "Device profile",
    cell: ({ row }) =>
      row.original.deviceProfileUid && <IdentifierText value={row.original.deviceProfileUid} />,
    meta: { defaultHidden: true, width: "14rem" },
  }),
  column.accessor("note", { header: "Note", meta: { defaultHidden: true, wrap: true } }),
]);
