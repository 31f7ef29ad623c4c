import { dataTableColumns } from "@/components/patterns/data-table/columns";
import { IdentifierText } from "@/components/patterns/identifier";
import { LicenseStanding } from "@/components/patterns/license-standing";
import { ExactTime, RelativeTime } from "@/components/patterns/time/timestamp";
import { CopyButton } from "@/components/ui/copy-button";
import { Link, RowLink } from "@/components/ui/link";
import type { License } from "@/lib/contract/licenses";
import { entitlementPath, licensePath } from "./paths";
import { number, productOf } from "./words";

const column = dataTableColumns<License>();

const Missing = () => <span className="text-muted">not said</span>;

const Mono = ({ value }: { value: string | null }) =>
  value === null ? <Missing /> : <IdentifierText value={value} />;

/** What it is for, with the way to the entitlement it was taken from. */
function Product({ license }: { license: License }) {
  const { entitlementId, customerId, groupId } = license;
  const name = productOf(license);
  if (name === null) return <Missing />;
  if (entitlementId === null) return name;
  return (
    <Link href={entitlementPath({ entitlementId, customerId, groupId })} prefetch={false}>
      {name}
    </Link>
  );
}

export const licenseColumns = column.columns([
  column.accessor("serialNumber", {
    header: "Serial number",
    enableSorting: true,
    cell: ({ row }) => {
      const { serialNumber, licenseId } = row.original;
      return (
        <span className="inline-flex items-center gap-1">
          <RowLink href={licensePath(licenseId)}>
            <IdentifierText value={serialNumber} />
          </RowLink>
          <CopyButton value={serialNumber} label="Copy serial number" className="-my-1" />
        </span>
      );
    },
    meta: { width: "9.5rem", skeleton: "w-28" },
  }),
  column.accessor(productOf, {
    id: "product",
    header: "Product",
    enableSorting: true,
    cell: ({ row }) => <Product license={row.original} />,
    meta: { wrap: true, card: true, skeleton: "w-48" },
  }),
  column.accessor("ssrn", {
    header: "SSRN",
    cell: ({ getValue }) => <Mono value={getValue()} />,
    meta: { width: "7.5rem", skeleton: "w-24" },
  }),
  column.accessor("activatedAt", {
    header: "Activated",
    enableSorting: true,
    cell: ({ getValue }) => <RelativeTime value={getValue()} missing="not said" />,
    meta: { width: "7.5rem", skeleton: "w-20" },
  }),
  column.accessor("endsAt", {
    header: "Ends",
    enableSorting: true,
    cell: ({ getValue }) => <ExactTime value={getValue()} missing="no end said" />,
    meta: { width: "20rem", card: true, skeleton: "w-64" },
  }),
  column.accessor("standing", {
    header: "Standing",
    cell: ({ getValue }) => <LicenseStanding standing={getValue()} />,
    meta: { width: "10.5rem", card: true, skeleton: "w-24" },
  }),
  column.accessor("quantity", {
    header: "Quantity",
    cell: ({ getValue }) => {
      const quantity = getValue();
      return quantity === null ? <Missing /> : number(quantity);
    },
    meta: { align: "end", defaultHidden: true, skeleton: "w-6" },
  }),
  column.accessor("vendorLicenseId", {
    header: "License id",
    cell: ({ getValue }) => <Mono value={getValue()} />,
    meta: { defaultHidden: true, skeleton: "w-24" },
  }),
  column.accessor("activatedBy", {
    header: "Activated by",
    cell: ({ row }) =>
      row.original.source === "vendor" ? (
        <span className="text-muted">elsewhere</span>
      ) : (
        (row.original.activatedBy ?? <Missing />)
      ),
    meta: { defaultHidden: true, skeleton: "w-32" },
  }),
]);
