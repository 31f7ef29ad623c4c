import { Count } from "@/components/patterns/count";
import { dataTableColumns } from "@/components/patterns/data-table/columns";
import { IdentifierText } from "@/components/patterns/identifier";
import { RowLink } from "@/components/ui/link";
import type { Usage } from "./queries";
import { labelOf } from "./words";

export type DeviceRow = Usage["devices"][number];

const column = dataTableColumns<DeviceRow>();

/** Columns that are shown unless somebody chooses others. */
const shownMax = 4;

const countOf = ({ counts }: DeviceRow, name: string) =>
  counts.reduce((sum, one) => (one.name === name ? sum + one.count : sum), 0);

/** The device, all its uses, and a column for each of them. */
export function deviceColumns(names: readonly string[]) {
  return column.columns([
    column.accessor("rotPublicUid", {
      header: "Device",
      cell: ({ row }) => (
        <RowLink href={`/devices/${row.original.rotPublicUid}/usage`}>
          <IdentifierText value={row.original.rotPublicUid} />
        </RowLink>
      ),
      meta: { width: "12rem", skeleton: "w-32" },
    }),
    column.accessor(({ counts }) => counts.reduce((sum, { count }) => sum + count, 0), {
      id: "total",
      header: "Total",
      cell: ({ getValue }) => <Count value={getValue()} />,
      meta: { align: "end", width: "7rem", card: true, skeleton: "w-10" },
    }),
    ...names.map((name, place) =>
      column.accessor((row) => countOf(row, name), {
        id: `use ${name}`,
        header: labelOf(name),
        cell: ({ getValue }) => <Count value={getValue()} />,
        meta: {
          align: "end",
          card: place < 2,
          defaultHidden: place >= shownMax,
          skeleton: "w-10",
        },
      }),
    ),
  ]);
}
