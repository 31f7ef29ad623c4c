import { dataTableColumns } from "@/components/patterns/data-table/columns";
import { Identifier, IdentifierText } from "@/components/patterns/identifier";
import { ExactTime } from "@/components/patterns/time/timestamp";
import { RowLink } from "@/components/ui/link";
import type { RootCaDevice } from "@/lib/contract/root-cas";
import { dayCount } from "../words";

const column = dataTableColumns<RootCaDevice>();

function Missing() {
  return <span className="text-muted">not said</span>;
}

export const deviceColumns = column.columns([
  column.accessor("rotPublicUid", {
    header: "RoT UID",
    cell: ({ getValue }) => (
      <RowLink href={`/devices/${getValue()}`}>
        <IdentifierText value={getValue()} />
      </RowLink>
    ),
    meta: { skeleton: "w-32" },
  }),
  column.accessor("serialNumber", {
    header: "Certificate serial",
    cell: ({ getValue }) => {
      const serialNumber = getValue();
      return serialNumber === null ? (
        <Missing />
      ) : (
        <Identifier value={serialNumber} label="certificate serial number" />
      );
    },
    meta: { width: "16rem", card: true, skeleton: "w-44" },
  }),
  column.accessor("expiresAt", {
    header: "Expires",
    cell: ({ getValue }) => <ExactTime value={getValue()} missing="not said" />,
    meta: { width: "21rem", card: true, skeleton: "w-64" },
  }),
  column.accessor("state", {
    header: "State",
    cell: ({ getValue }) => getValue() ?? <Missing />,
    meta: { width: "8rem", defaultHidden: true, skeleton: "w-16" },
  }),
  column.accessor("validityDays", {
    header: "Valid for",
    cell: ({ getValue }) => {
      const days = getValue();
      return days === null ? <Missing /> : <span className="tabular">{dayCount(days)}</span>;
    },
    meta: { width: "7rem", defaultHidden: true, skeleton: "w-16" },
  }),
]);
