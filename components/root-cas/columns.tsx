import { dataTableColumns } from "@/components/patterns/data-table/columns";
import { ExactTime } from "@/components/patterns/time/timestamp";
import { RowLink } from "@/components/ui/link";
import type { RootCaInList } from "@/lib/contract/root-cas";
import { RootCaEnd } from "./expiry";
import { rootCaPath } from "./paths";
import { dayCount } from "./words";

const column = dataTableColumns<RootCaInList>();

function Missing({ children }: { children: string }) {
  return <span className="text-muted">{children}</span>;
}

export const rootCaColumns = column.columns([
  column.accessor("caName", {
    header: "Root CA",
    cell: ({ getValue }) => <RowLink href={rootCaPath(getValue())}>{getValue()}</RowLink>,
    meta: { wrap: true, skeleton: "w-40" },
  }),
  column.accessor("expiresAt", {
    header: "Expires",
    cell: ({ row }) => <RootCaEnd rootCa={row.original} />,
    meta: { width: "21rem", card: true, skeleton: "w-64" },
  }),
  column.display({
    id: "key",
    header: "Key",
    cell: ({ row }) => row.original.certificate?.key ?? <Missing>not readable</Missing>,
    meta: { width: "7rem", card: true, skeleton: "w-16" },
  }),
  column.accessor("certificateValidityDays", {
    header: "Device validity",
    cell: ({ getValue }) => {
      const days = getValue();
      return days === null ? <Missing>not said</Missing> : <span className="tabular">{dayCount(days)}</span>;
    },
    meta: { width: "9rem", card: true, skeleton: "w-16" },
  }),
  column.accessor("renewBeforeDays", {
    header: "Renewed",
    cell: ({ getValue }) => {
      const days = getValue();
      return days === null ? (
        <Missing>not by itself</Missing>
      ) : (
        <span className="tabular">{dayCount(days)} before</span>
      );
    },
    meta: { width: "9rem", card: true, skeleton: "w-16" },
  }),
  column.accessor("createdAt", {
    header: "Created",
    cell: ({ getValue }) => <ExactTime value={getValue()} distance={false} missing="not said by u-blox" />,
    meta: { width: "15rem", skeleton: "w-52" },
  }),
]);
