"use client";

import { readFailure, StaleNotice } from "@/components/patterns/answer";
import { DataTable } from "@/components/patterns/data-table/data-table";
import { Notice } from "@/components/patterns/notice";
import { Section } from "@/components/patterns/section";
import { EmptyState } from "@/components/patterns/states";
import { useTableState } from "@/components/patterns/table-state/use-table-state";
import { RelativeTime } from "@/components/patterns/time/timestamp";
import { ButtonLink, Link } from "@/components/ui/link";
import { Skeleton } from "@/components/ui/skeleton";
import type { License } from "@/lib/contract/licenses";
import { licensePath, licensesOnDevice } from "../paths";
import { useLicensesOn } from "../queries";
import { deviceLicenseSearch } from "../search-params";
import { productOf, stillToRemove } from "../words";
import { deviceLicenseColumns } from "./device-columns";
import { useShownLicense } from "./license-context";

/** What was given back, and may still lie on the device. */
function ToRemove({ licenses, serialNumber }: { licenses: readonly License[]; serialNumber: string }) {
  const left = stillToRemove(licenses);
  if (left.length === 0) return null;
  return (
    <Notice kind="attention" title={`What must still be removed on ${serialNumber}`}>
      <ul className="flex flex-col gap-1">
        {left.map((license) => (
          <li key={license.licenseId}>
            The key of <Link href={licensePath(license.licenseId)}>{productOf(license) ?? "a license"}</Link>
            {license.vendorLicenseId && (
              <>
                {", "}
                <span className="font-mono text-12">{license.vendorLicenseId}</span>
              </>
            )}
            {license.state === "release_in_doubt" ? (
              ": its release is in doubt."
            ) : (
              <>
                : released <RelativeTime value={license.releasedAt} missing="at a time that is not said" />.
              </>
            )}
          </li>
        ))}
      </ul>
      <p className="mt-1">No console reaches the device: whether it was done, only the device tells.</p>
    </Notice>
  );
}

/** The device of a license: what else it has, and what must still be removed there. */
export function LicenseDevice() {
  const { license, failed, refetchInterval } = useShownLicense();
  const table = useTableState(deviceLicenseSearch);
  const { page, size } = table;
  const { serialNumber, customerId, groupId } = license ?? {};
  const group = customerId && groupId ? { customerId, groupId } : {};
  const read = useLicensesOn(
    { serialNumber: serialNumber ?? "", ...group, page, size },
    serialNumber !== undefined,
    refetchInterval,
  );
  if (failed) return null;
  if (license === undefined) return <Skeleton className="h-64 w-full" />;
  const answer = read.data?.value;
  const others = answer?.items.filter(({ licenseId }) => licenseId !== license.licenseId);
  return (
    <>
      <ToRemove licenses={answer?.items ?? [license]} serialNumber={license.serialNumber} />
      <Section
        title="Other licenses on this device"
        description="By its serial number, in the same group."
        actions={<ButtonLink href={licensesOnDevice(license.serialNumber)}>Show in activations</ButtonLink>}
      >
        <StaleNotice read={read} vendor="Juniper" what="its licenses" />
        <DataTable
          label="Other licenses on this device"
          noun={{ one: "license", many: "licenses" }}
          columns={deviceLicenseColumns}
          rows={others}
          rowId={({ licenseId }) => licenseId}
          rowName={(other) => productOf(other) ?? other.licenseId}
          refreshing={read.isFetching}
          failure={readFailure(read, "The license itself may still be there, as it last was.")}
          skeletonRows={3}
          empty={
            <EmptyState title="No other license is known on this device">
              Licenses of other groups are not looked at.
            </EmptyState>
          }
          visibleColumns={table.columns}
          onVisibleColumnsChange={table.setColumns}
          paging={{
            kind: "numbered",
            page,
            size,
            // This one is among them on whichever page it falls.
            total: Math.max(0, (answer?.page.total ?? 0) - 1),
            onPageChange: table.setPage,
            sizes: table.sizes,
            onSizeChange: table.setSize,
          }}
        />
      </Section>
    </>
  );
}
