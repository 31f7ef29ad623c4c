import { dataTableColumns } from "@/components/patterns/data-table/columns";
import { ExactTime } from "@/components/patterns/time/timestamp";
import { CopyButton } from "@/components/ui/copy-button";
import { RowLink } from "@/components/ui/link";
import type { WhitelistEntry } from "@/lib/contract/whitelist";

const column = dataTableColumns<WhitelistEntry>();

/** The vendor's word for an entry that is a RoT UID. */
export const uidType = "ROTPublicUID";

const typeWords: Record<string, string> = { [uidType]: "RoT UID", IMEI: "IMEI" };

export const whitelistColumns = column.columns([
  column.accessor("id", {
    header: "Entry",
    cell: ({ row: { original } }) => (
      <span className="inline-flex items-center gap-1 font-mono">
        {original.type === uidType ? (
          <RowLink href={`/devices/${original.id}`}>{original.id}</RowLink>
        ) : (
          original.id
        )}
        <CopyButton value={original.id} label={`Copy ${original.id}`} />
      </span>
    ),
    meta: { skeleton: "w-40" },
  }),
  column.accessor("type", {
    header: "Type",
    cell: ({ row }) => typeWords[row.original.type] ?? row.original.type,
    meta: { card: true, width: "12rem", skeleton: "w-16" },
  }),
  column.accessor("createdAt", {
    header: "Added",
    cell: ({ row }) => (
      <ExactTime value={row.original.createdAt} distance={false} missing="not said by the vendor" />
    ),
    meta: { card: true, width: "18rem", skeleton: "w-44" },
  }),
]);
