import { dataTableColumns } from "@/components/patterns/data-table/columns";
import { IdentifierText } from "@/components/patterns/identifier";
import { LicenseStanding } from "@/components/patterns/license-standing";
import { ExactTime, RelativeTime } from "@/components/patterns/time/timestamp";
import { RowLink } from "@/components/ui/link";
import type { License } from "@/lib/contract/licenses";
import { licensePath } from "../paths";
import { productOf } from "../words";

const column = dataTableColumns<License>();

const Missing = ({ why = "not said" }: { why?: string }) => <span className="text-muted">{why}</span>;

/** The licenses of one device, which goes without saying. */
export const deviceLicenseColumns = column.columns([
  column.accessor(productOf, {
    id: "product",
    header: "Product",
    cell: ({ row }) => (
      <RowLink href={licensePath(row.original.licenseId)}>
        {productOf(row.original) ?? <Missing why="no product said" />}
      </RowLink>
    ),
    meta: { wrap: true, skeleton: "w-48" },
  }),
  column.accessor("ssrn", {
    header: "SSRN",
    cell: ({ getValue }) => {
      const ssrn = getValue();
      return ssrn === null ? <Missing /> : <IdentifierText value={ssrn} />;
    },
    meta: { skeleton: "w-24" },
  }),
  column.accessor("activatedAt", {
    header: "Activated",
    cell: ({ getValue }) => <RelativeTime value={getValue()} missing="not said" />,
    meta: { skeleton: "w-20" },
  }),
  column.accessor("endsAt", {
    header: "Ends",
    cell: ({ getValue }) => <ExactTime value={getValue()} missing="no end said" />,
    meta: { card: true, skeleton: "w-64" },
  }),
  column.accessor("standing", {
    header: "Standing",
    cell: ({ getValue }) => <LicenseStanding standing={getValue()} />,
    meta: { card: true, skeleton: "w-24" },
  }),
]);
