"use client";

import { readFailure, StaleNotice } from "@/components/patterns/answer";
import { DataTable } from "@/components/patterns/data-table/data-table";
import { vendorPaging } from "@/components/patterns/data-table/vendor-paging";
import { Section } from "@/components/patterns/section";
import { EmptyState } from "@/components/patterns/states";
import { useTableState } from "@/components/patterns/table-state/use-table-state";
import { MenuLink } from "@/components/ui/menu-items";
import { useRootCaDevices } from "../queries";
import { rootCaDeviceSearch } from "../search-params";
import { deviceColumns } from "./device-columns";
import { useShownRootCa } from "./root-ca-context";

/** The devices that carry a certificate of it. */
export function RootCaDevices() {
  const { caName, refetchInterval } = useShownRootCa();
  const table = useTableState(rootCaDeviceSearch);
  const read = useRootCaDevices(caName, table.page, refetchInterval);
  const answer = read.data?.value;
  return (
    <Section
      title="Devices"
      description="Devices that were given a certificate by this root CA. One that is to get its first is listed after its next heartbeat."
    >
      <StaleNotice read={read} vendor="u-blox" what="the devices of this root CA" />
      <DataTable
        label="Devices of this root CA"
        noun={{ one: "device", many: "devices" }}
        columns={deviceColumns}
        rows={answer?.items}
        rowId={({ rotPublicUid }) => rotPublicUid}
        refreshing={read.isFetching}
        failure={readFailure(read, "The root CA itself may still be there, as it last was.")}
        empty={
          <EmptyState title="No device has a certificate of this root CA yet">
            Choose it in the provisioning of devices, or in the bootstrap provisioning of a device profile.
          </EmptyState>
        }
        visibleColumns={table.columns}
        onVisibleColumnsChange={table.setColumns}
        paging={vendorPaging(table, answer?.page)}
        rowActions={({ rotPublicUid }) => (
          <>
            <MenuLink href={`/devices/${rotPublicUid}`}>Show device</MenuLink>
            <MenuLink href={`/devices/${rotPublicUid}/certificate`}>Show certificate</MenuLink>
          </>
        )}
      />
    </Section>
  );
}
