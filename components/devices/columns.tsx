import { dataTableColumns } from "@/components/patterns/data-table/columns";
import { IdentifierText } from "@/components/patterns/identifier";
import { RowLink } from "@/components/ui/link";
import { Status } from "@/components/ui/status";
import type { DeviceSummary } from "@/lib/contract/devices";
import { DaysLeft } from "./certificate-words";
import { devicePage } from "./device-address";
import { DeviceState } from "./device-state";
import { type ProfileNames, profileLabel } from "./profile-names";
import { TagChips } from "./tag-chips";

const column = dataTableColumns<DeviceSummary>();

const Missing = ({ why }: { why: string }) => <span className="text-muted">{why}</span>;

function Serial({ identity }: DeviceSummary) {
  if (identity === null) return null;
  if (identity.deviceSerialNumber === null) return <Missing why="not sealed" />;
  return <IdentifierText value={identity.deviceSerialNumber} />;
}

function Profile({ device, names }: { device: DeviceSummary; names: ProfileNames }) {
  const uid = device.identity?.deviceProfileUid;
  if (!uid) return null;
  return profileLabel(uid, names) ?? <IdentifierText value={uid} />;
}

function Certificate({ certificate, state }: DeviceSummary) {
  if (certificate === null) return state === null ? null : <Missing why="none" />;
  return (
    <span className="inline-flex max-w-full flex-wrap items-center gap-x-1.5 sm:flex-nowrap">
      <span className="max-w-32 truncate">{certificate.caName}</span>
      <DaysLeft expiresAt={certificate.expiresAt} />
    </span>
  );
}

/** The columns of the list. Profiles go by the names known so far. */
export function deviceColumns(names: ProfileNames) {
  return column.columns([
    column.accessor("rotPublicUid", {
      header: "RoT UID",
      cell: ({ row }) => (
        <RowLink href={devicePage(row.original.rotPublicUid)}>
          <IdentifierText value={row.original.rotPublicUid} />
        </RowLink>
      ),
      meta: { skeleton: "w-32" },
    }),
    column.display({
      id: "serial",
      header: "Serial number",
      cell: ({ row }) => <Serial {...row.original} />,
      meta: { card: true, skeleton: "w-28" },
    }),
    column.accessor("state", {
      header: "State",
      cell: ({ row }) => <DeviceState device={row.original} />,
      meta: { card: true },
    }),
    column.display({
      id: "profile",
      header: "Profile",
      cell: ({ row }) => <Profile device={row.original} names={names} />,
    }),
    column.accessor("tagNames", {
      id: "tags",
      header: "Tags",
      cell: ({ row }) => <TagChips tagNames={row.original.tagNames} />,
      meta: { skeleton: "w-32" },
    }),
    column.accessor("certificate", {
      header: "Certificate",
      cell: ({ row }) => <Certificate {...row.original} />,
      meta: { card: true, skeleton: "w-40" },
    }),
    column.accessor("pendingSettings", {
      id: "pending",
      header: "Pending",
      cell: ({ row }) =>
        row.original.pendingSettings ? (
          <Status kind="waiting">{row.original.pendingSettings} pending</Status>
        ) : null,
      meta: { skeleton: "w-16" },
    }),
    column.display({
      id: "imei",
      header: "IMEI",
      cell: ({ row }) => row.original.identity?.imei && <IdentifierText value={row.original.identity.imei} />,
      meta: { defaultHidden: true, skeleton: "w-28" },
    }),
    column.display({
      id: "type",
      header: "Type number",
      cell: ({ row }) => row.original.identity?.typeNumber,
      meta: { defaultHidden: true, skeleton: "w-32" },
    }),
    column.display({
      id: "rotVersion",
      header: "RoT version",
      cell: ({ row }) => row.original.identity?.rotVersion,
      meta: { defaultHidden: true, skeleton: "w-6" },
    }),
  ]);
}
