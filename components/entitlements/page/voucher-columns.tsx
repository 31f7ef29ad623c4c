import { dataTableColumns } from "@/components/patterns/data-table/columns";
import { IdentifierText } from "@/components/patterns/identifier";
import { ExactTime, RelativeTime } from "@/components/patterns/time/timestamp";
import { VoucherStanding } from "@/components/patterns/voucher-standing";
import { RowLink } from "@/components/ui/link";
import type { IssuedVoucher } from "@/lib/contract/vouchers";
import { voucherPath } from "../paths";

const column = dataTableColumns<IssuedVoucher>();

export const voucherColumns = column.columns([
  column.accessor("serialNumber", {
    header: "Serial number",
    cell: ({ row }) => (
      <RowLink href={voucherPath(row.original.voucherId)}>
        <IdentifierText value={row.original.serialNumber} />
      </RowLink>
    ),
    meta: { width: "12rem", skeleton: "w-28" },
  }),
  column.accessor("issuedAt", {
    header: "Issued",
    cell: ({ getValue }) => <RelativeTime value={getValue()} missing="not yet" />,
    meta: { width: "9rem", card: true, skeleton: "w-20" },
  }),
  column.accessor("expiresAt", {
    header: "Expires",
    cell: ({ getValue }) => <ExactTime value={getValue()} />,
    meta: { card: true, skeleton: "w-64" },
  }),
  column.accessor((voucher) => voucher.certificate.subject, {
    id: "certificate",
    header: "Pinned certificate",
    meta: { wrap: true, skeleton: "w-40" },
  }),
  column.accessor("standing", {
    header: "Standing",
    cell: ({ getValue }) => <VoucherStanding standing={getValue()} />,
    meta: { card: true, skeleton: "w-24" },
  }),
]);
