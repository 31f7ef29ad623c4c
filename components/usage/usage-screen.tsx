"use client";

import { useMemo } from "react";
import { readFailure, StaleNotice } from "@/components/patterns/answer";
import { DataTable } from "@/components/patterns/data-table/data-table";
import { Page } from "@/components/patterns/dossier";
import { PolledPageHead } from "@/components/patterns/polled-page-head";
import { Section } from "@/components/patterns/section";
import { EmptyState } from "@/components/patterns/states";
import { useTableState } from "@/components/patterns/table-state/use-table-state";
import { usePollClock } from "@/components/patterns/time/use-poll-clock";
import { MenuLink } from "@/components/ui/menu-items";
import { deviceColumns } from "./columns";
import { PeriodPicker } from "./period-picker";
import { type Usage, useAllTags, useUsage } from "./queries";
import { usageSearch } from "./search-params";
import { UsageChart } from "./usage-chart";
import { UsageLoading } from "./usage-loading";
import { useChosenPeriod } from "./use-period";

/** As far as the vendor is behind. */
const refreshEveryMs = 5 * 60_000;

const noNames: readonly string[] = [];

function devicesWords({ devices, deviceCount }: Usage): string {
  const count = deviceCount.toLocaleString("en-US");
  if (devices.length < deviceCount) {
    return `Of ${count} devices that used anything, the ${devices.length.toLocaleString("en-US")} that used most.`;
  }
  return `${count} ${deviceCount === 1 ? "device" : "devices"} used anything, most first.`;
}

/** What the fleet used, by day, by name and by device. */
export function UsageScreen() {
  const table = useTableState(usageSearch);
  const chosen = useChosenPeriod(table);
  const clock = usePollClock("usage", refreshEveryMs);
  const { tag } = table.filters;
  const read = useUsage(chosen.period, tag === null ? {} : { tag }, clock.refetchInterval);
  const tagNames = useAllTags().data ?? noNames;
  const answer = read.data?.value;
  const names = answer?.names ?? noNames;
  const columns = useMemo(() => deviceColumns(names), [names]);
  const failure = readFailure(
    read,
    "Certificate batches, findings and the audit history do not need u-blox and still work.",
  );
  const first = (table.page - 1) * table.size;

  return (
    <Page>
      <PolledPageHead
        title="Usage"
        description="What devices used of the services that u-blox counts."
        clock={clock}
        read={read}
      />
      <StaleNotice read={read} vendor="u-blox" what="the usage" />
      <PeriodPicker table={table} chosen={chosen} tagNames={tagNames} />
      {failure}
      {!answer && !failure && <UsageLoading />}
      {answer && names.length === 0 && (
        <EmptyState title="Nothing was used in this period">
          {tag === null
            ? "Reading keys, applying features and renewing certificates are counted here."
            : `No device with the tag ${tag} used anything that u-blox counts.`}
        </EmptyState>
      )}
      {answer && names.length > 0 && (
        <>
          <UsageChart usage={answer} />
          <Section title="By device" description={devicesWords(answer)}>
            <DataTable
              label="Usage by device"
              noun={{ one: "device", many: "devices" }}
              columns={columns}
              rows={answer.devices.slice(first, first + table.size)}
              rowId={({ rotPublicUid }) => rotPublicUid}
              refreshing={read.isFetching}
              empty={<EmptyState title="No device used anything" />}
              visibleColumns={table.columns}
              onVisibleColumnsChange={table.setColumns}
              paging={{
                kind: "numbered",
                page: table.page,
                size: table.size,
                total: answer.devices.length,
                onPageChange: table.setPage,
                sizes: table.sizes,
                onSizeChange: table.setSize,
              }}
              rowActions={({ rotPublicUid }) => (
                <>
                  <MenuLink href={`/devices/${rotPublicUid}/usage`}>Show its usage by day</MenuLink>
                  <MenuLink href={`/devices/${rotPublicUid}`}>Open device</MenuLink>
                </>
              )}
            />
          </Section>
        </>
      )}
    </Page>
  );
}
