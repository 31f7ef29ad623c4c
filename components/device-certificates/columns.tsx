import { dataTableColumns } from "@/components/patterns/data-table/columns";
import { IdentifierText } from "@/components/patterns/identifier";
import { ExactTime } from "@/components/patterns/time/timestamp";
import { Link } from "@/components/ui/link";
import type { CertificateInList } from "@/lib/contract/device-certificates";
import { devicePage, rootCaPage } from "./addresses";
import { SerialNumberLink } from "./serial-number";
import { Pending, Standing } from "./standing";

const column = dataTableColumns<CertificateInList>();

const Missing = ({ why }: { why: string }) => <span className="text-muted">{why}</span>;

export const certificateColumns = column.columns([
  column.accessor("serialNumber", {
    header: "Serial number",
    cell: ({ row }) => <SerialNumberLink {...row.original} />,
    meta: { width: "12.5rem", skeleton: "w-36" },
  }),
  column.accessor("rotPublicUid", {
    id: "device",
    header: "Device",
    cell: ({ row }) => (
      <Link href={devicePage(row.original.rotPublicUid)} prefetch={false}>
        <IdentifierText value={row.original.rotPublicUid} />
      </Link>
    ),
    meta: { card: true, skeleton: "w-32" },
  }),
  column.accessor("caName", {
    header: "Root CA",
    cell: ({ row }) => (
      <Link href={rootCaPage(row.original.caName)} prefetch={false} className="[overflow-wrap:anywhere]">
        {row.original.caName}
      </Link>
    ),
    meta: { card: true, wrap: true, skeleton: "w-28" },
  }),
  column.accessor("expiresAt", {
    header: "Expires",
    cell: ({ row }) => <ExactTime value={row.original.expiresAt} missing="not told" />,
    meta: { card: true, skeleton: "w-64" },
  }),
  column.accessor("standing", {
    header: "Standing",
    cell: ({ row }) => <Standing standing={row.original.standing} />,
    meta: { card: true, skeleton: "w-16" },
  }),
  column.accessor("pending", {
    header: "Under way",
    cell: ({ row }) =>
      row.original.pending === null ? (
        // A card says it; in the table the empty cell does.
        <span className="text-muted sm:hidden">nothing</span>
      ) : (
        <Pending pending={row.original.pending} />
      ),
    meta: { card: true, skeleton: "w-40" },
  }),
  column.accessor("deviceSerialNumber", {
    header: "Device serial number",
    cell: ({ row }) =>
      row.original.deviceSerialNumber === null ? (
        <Missing why="not told" />
      ) : (
        <IdentifierText value={row.original.deviceSerialNumber} />
      ),
    meta: { defaultHidden: true, skeleton: "w-28" },
  }),
  column.accessor("validityDays", {
    header: "Valid for",
    cell: ({ row }) =>
      row.original.validityDays === null ? (
        <Missing why="not told" />
      ) : (
        `${row.original.validityDays.toLocaleString("en-US")} days`
      ),
    meta: { defaultHidden: true, align: "end", skeleton: "w-16" },
  }),
]);
