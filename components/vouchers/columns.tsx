import { dataTableColumns } from "@/components/patterns/data-table/columns";
import { Identifier, IdentifierText } from "@/components/patterns/identifier";
import { ExactTime, RelativeTime } from "@/components/patterns/time/timestamp";
import { VoucherStanding } from "@/components/patterns/voucher-standing";
import { RowLink } from "@/components/ui/link";
import type { IssuedVoucher } from "@/lib/contract/vouchers";
import { VoucherEnd } from "./expiry";
import { voucherPath } from "./paths";
import { subjectName } from "./subject-name";

const column = dataTableColumns<IssuedVoucher>();

function Missing({ children }: { children: string }) {
  return <span className="text-muted">{children}</span>;
}

/** Who it is for, and until when: what somebody looks for who compares it with a domain's certificate. */
function Pinned({ certificate }: Pick<IssuedVoucher, "certificate">) {
  return (
    <span className="block min-w-0 sm:max-w-56">
      <span className="block truncate" title={certificate.subject}>
        {subjectName(certificate.subject)}
      </span>
      <span className="block text-12 text-muted">
        ends <ExactTime value={certificate.notAfter} distance={false} />
      </span>
    </span>
  );
}

export const voucherColumns = column.columns([
  column.accessor("serialNumber", {
    header: "Serial number",
    enableSorting: true,
    cell: ({ row }) => (
      <RowLink href={voucherPath(row.original.voucherId)}>
        <IdentifierText value={row.original.serialNumber} />
      </RowLink>
    ),
    meta: { width: "11rem", skeleton: "w-28" },
  }),
  column.accessor("standing", {
    id: "status",
    header: "Status",
    cell: ({ row }) => <VoucherStanding standing={row.original.standing} />,
    meta: { width: "11rem", card: true, skeleton: "w-20" },
  }),
  column.accessor("ssrn", {
    header: "SSRN",
    cell: ({ getValue }) => <Identifier value={getValue()} label="SSRN" />,
    meta: { width: "11rem", card: true, skeleton: "w-28" },
  }),
  column.accessor("expiresAt", {
    header: "Expires",
    enableSorting: true,
    cell: ({ row }) => <VoucherEnd voucher={row.original} />,
    meta: { width: "21rem", card: true, skeleton: "w-64" },
  }),
  column.accessor("certificate", {
    header: "Pinned certificate",
    cell: ({ row }) => <Pinned certificate={row.original.certificate} />,
    meta: { card: true, wrap: true, skeleton: "w-44" },
  }),
  column.accessor("issuedAt", {
    header: "Issued",
    enableSorting: true,
    cell: ({ row }) => (
      <RelativeTime
        value={row.original.issuedAt}
        missing={row.original.standing === "not_issued" ? "never" : "not known"}
      />
    ),
    meta: { width: "9rem", skeleton: "w-24" },
  }),
  column.accessor("issuedBy", {
    header: "Asked for by",
    meta: { wrap: true, defaultHidden: true, skeleton: "w-32" },
  }),
  column.accessor("productSku", {
    header: "Product",
    cell: ({ getValue }) => getValue() ?? <Missing>not known</Missing>,
    meta: { width: "10rem", defaultHidden: true, skeleton: "w-20" },
  }),
  column.accessor("sharedWithCount", {
    header: "Devices with the same certificate",
    cell: ({ getValue }) => (
      <span className="tabular">
        {getValue() === 0 ? "none" : `${getValue().toLocaleString("en-US")} more`}
      </span>
    ),
    meta: { width: "9rem", defaultHidden: true, skeleton: "w-10" },
  }),
]);
