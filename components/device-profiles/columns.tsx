import { dataTableColumns } from "@/components/patterns/data-table/columns";
import { IdentifierText } from "@/components/patterns/identifier";
import { ExactTime } from "@/components/patterns/time/timestamp";
import { Badge } from "@/components/ui/badge";
import { Link, RowLink } from "@/components/ui/link";
import { Status } from "@/components/ui/status";
import type { DeviceProfile } from "@/lib/contract/device-profiles";
import { devicesOfProfile, profilePage } from "./profile-address";

const column = dataTableColumns<DeviceProfile>();

/** What a profile is called: its name, or its UID where it has none. */
export const nameOf = ({ profileName, deviceProfileUid }: DeviceProfile) => profileName ?? deviceProfileUid;

/** Whether a device has to be on the whitelist when it bootstraps under this profile. */
export function WhitelistCheck({ ignoresWhitelist }: Pick<DeviceProfile, "ignoresWhitelist">) {
  if (ignoresWhitelist === null) return <span className="text-muted">not told</span>;
  return ignoresWhitelist ? <Status kind="neutral">Ignored</Status> : <Status kind="ok">Checked</Status>;
}

export const profileColumns = column.columns([
  column.accessor("profileName", {
    id: "name",
    header: "Name",
    cell: ({ row }) => (
      <RowLink href={profilePage(row.original.deviceProfileUid)}>{nameOf(row.original)}</RowLink>
    ),
    meta: { wrap: true, skeleton: "w-32" },
  }),
  column.accessor("deviceProfileUid", {
    id: "uid",
    header: "UID",
    cell: ({ row }) => <IdentifierText value={row.original.deviceProfileUid} />,
    meta: { width: "14rem", card: true, skeleton: "w-40" },
  }),
  column.accessor("tagNames", {
    id: "tags",
    header: "Tags",
    cell: ({ row }) => (
      <span className="flex flex-wrap gap-1">
        {row.original.tagNames.map((name) => (
          <Badge key={name} className="max-w-40">
            {name}
          </Badge>
        ))}
      </span>
    ),
    meta: { wrap: true, card: true, skeleton: "w-32" },
  }),
  column.display({
    id: "devices",
    header: "Devices",
    cell: ({ row }) => (
      <Link prefetch={false} href={devicesOfProfile(row.original.deviceProfileUid)}>
        Show devices
      </Link>
    ),
    meta: { width: "8rem", skeleton: "w-20" },
  }),
  column.accessor("ignoresWhitelist", {
    id: "whitelist",
    header: "Whitelist at bootstrap",
    cell: ({ row }) => <WhitelistCheck {...row.original} />,
    meta: { width: "12rem", card: true, skeleton: "w-20" },
  }),
  column.accessor("createdAt", {
    id: "created",
    header: "Created",
    cell: ({ row }) => (
      <ExactTime value={row.original.createdAt} distance={false} missing="not said by the vendor" />
    ),
    meta: { width: "18rem", skeleton: "w-44" },
  }),
]);
