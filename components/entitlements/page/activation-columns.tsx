import { dataTableColumns } from "@/components/patterns/data-table/columns";
import { IdentifierText } from "@/components/patterns/identifier";
import { LicenseStanding } from "@/components/patterns/license-standing";
import { ExactTime, RelativeTime } from "@/components/patterns/time/timestamp";
import { RowLink } from "@/components/ui/link";
import type { License } from "@/lib/contract/licenses";
import { licensePath } from "../paths";
import { noEnd, number } from "../words";

const column = dataTableColumns<License>();

const Missing = ({ why }: { why: string }) => <span className="text-muted">{why}</span>;

/** @param type of the entitlement: of a perpetual one the licenses never end */
export const activationColumns = (type: string | null) =>
  column.columns([
    column.accessor("serialNumber", {
      header: "Serial number",
      cell: ({ row }) => (
        <RowLink href={licensePath(row.original.licenseId)}>
          <IdentifierText value={row.original.serialNumber} />
        </RowLink>
      ),
      meta: { width: "12rem", skeleton: "w-28" },
    }),
    column.accessor("activatedAt", {
      header: "Activated",
      cell: ({ getValue }) => <RelativeTime value={getValue()} missing="not said" />,
      meta: { width: "9rem", card: true, skeleton: "w-20" },
    }),
    column.accessor("endsAt", {
      header: "Ends",
      cell: ({ getValue }) => <ExactTime value={getValue()} missing={noEnd(type)} />,
      meta: { card: true, skeleton: "w-64" },
    }),
    column.accessor("standing", {
      header: "Standing",
      cell: ({ getValue }) => <LicenseStanding standing={getValue()} />,
      meta: { card: true, skeleton: "w-24" },
    }),
    column.accessor("quantity", {
      header: "Quantity",
      cell: ({ getValue }) => {
        const quantity = getValue();
        return quantity === null ? <Missing why="not said" /> : number(quantity);
      },
      meta: { align: "end", width: "6rem", skeleton: "w-6" },
    }),
    column.accessor("vendorLicenseId", {
      header: "License id",
      cell: ({ getValue }) => {
        const id = getValue();
        return id === null ? <Missing why="not said" /> : <IdentifierText value={id} />;
      },
      meta: { skeleton: "w-24" },
    }),
  ]);
