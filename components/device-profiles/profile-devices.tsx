"use client";

import { readFailure, StaleNotice } from "@/components/patterns/answer";
import { dataTableColumns } from "@/components/patterns/data-table/columns";
import { DataTable } from "@/components/patterns/data-table/data-table";
import { vendorPaging } from "@/components/patterns/data-table/vendor-paging";
import { IdentifierText } from "@/components/patterns/identifier";
import { Section } from "@/components/patterns/section";
import { EmptyState } from "@/components/patterns/states";
import { useTableState } from "@/components/patterns/table-state/use-table-state";
import { useCan } from "@/components/patterns/who";
import { ButtonLink, RowLink } from "@/components/ui/link";
import { Status } from "@/components/ui/status";
import type { DeviceSummary } from "@/lib/contract/devices";
import { devicePage, devicesOfProfile, provisionDevices } from "./profile-address";
import { useDevicesOf } from "./queries";
import { profileDevicesSearch } from "./search-params";

const column = dataTableColumns<DeviceSummary>();

const columns = column.columns([
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
    cell: ({ row: { original } }) =>
      original.identity?.deviceSerialNumber ? (
        <IdentifierText value={original.identity.deviceSerialNumber} />
      ) : (
        original.identity && <span className="text-muted">not sealed</span>
      ),
    meta: { card: true, skeleton: "w-28" },
  }),
  column.accessor("pendingSettings", {
    id: "pending",
    header: "Pending",
    cell: ({ row }) =>
      row.original.pendingSettings ? (
        <Status kind="waiting">{row.original.pendingSettings} pending</Status>
      ) : null,
    meta: { card: true, skeleton: "w-16" },
  }),
]);

/** The devices that have bootstrapped under a profile: they keep what they were given then. */
export function ProfileDevices({ deviceProfileUid }: { deviceProfileUid: string }) {
  const mayProvision = useCan()("provisioning:write");
  const table = useTableState(profileDevicesSearch);
  const read = useDevicesOf(deviceProfileUid, table.page);
  const answer = read.data?.value;
  return (
    <Section
      title={
        <>
          Devices
          {answer && (
            <span className="tabular ml-2 font-normal text-muted">
              {answer.page.total.toLocaleString("en-US")}
            </span>
          )}
        </>
      }
      description="They have bootstrapped under this profile. Bootstrap provisioning no longer touches them."
      actions={
        <>
          {mayProvision && (
            <ButtonLink size="small" href={provisionDevices(deviceProfileUid)}>
              Provision devices…
            </ButtonLink>
          )}
          <ButtonLink size="small" href={devicesOfProfile(deviceProfileUid)}>
            Open in devices
          </ButtonLink>
        </>
      }
    >
      <StaleNotice read={read} vendor="u-blox" what="the devices" />
      <DataTable
        label="Devices of this profile"
        noun={{ one: "device", many: "devices" }}
        columns={columns}
        rows={answer?.items}
        rowId={(device) => device.rotPublicUid}
        refreshing={read.isFetching}
        failure={readFailure(read)}
        empty={
          <EmptyState title="No device has bootstrapped under this profile yet">
            A device appears after its first contact with u-blox's security server.
          </EmptyState>
        }
        visibleColumns={table.columns}
        onVisibleColumnsChange={table.setColumns}
        paging={vendorPaging(table, answer?.page)}
        skeletonRows={5}
      />
    </Section>
  );
}
