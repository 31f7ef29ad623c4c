"use client";

import { useMemo, useState } from "react";
import { PlanDialog } from "@/components/jobs/plan/plan-dialog";
import type { PlanInput } from "@/components/jobs/plan/use-making";
import { readFailure, StaleNotice } from "@/components/patterns/answer";
import { DegradedBanner } from "@/components/patterns/banners";
import { DataTable } from "@/components/patterns/data-table/data-table";
import { useTableSelection } from "@/components/patterns/data-table/selection";
import { vendorPaging } from "@/components/patterns/data-table/vendor-paging";
import { Page } from "@/components/patterns/dossier";
import { ExportItems } from "@/components/patterns/export-items";
import { PolledPageHead } from "@/components/patterns/polled-page-head";
import { RetryButton } from "@/components/patterns/retry-button";
import { EmptyState, ZeroResults } from "@/components/patterns/states";
import { useTableState } from "@/components/patterns/table-state/use-table-state";
import { usePollClock } from "@/components/patterns/time/use-poll-clock";
import { useCan } from "@/components/patterns/who";
import { Button } from "@/components/ui/button";
import type { DeviceSummary } from "@/lib/contract/devices";
import { deviceColumns } from "./columns";
import { deviceLink, provisionPage } from "./device-address";
import { DevicesToolbar } from "./devices-toolbar";
import { deviceQuestionOf, nothingFound, oneQuestion } from "./one-question";
import { useDevices, useProfileNames } from "./queries";
import { DeviceActions } from "./row-actions";
import { deviceSearch } from "./search-params";
import { SelectionActions } from "./selection-actions";
import { TagActDialogs } from "./tag-act";
import { allMatching, type TagTargets, targetsOf } from "./tag-targets";
import type { TagAct } from "./tags-form";
import { ticketText } from "./ticket-text";

const refreshEveryMs = 60_000;
/** So many RoT UIDs fit into an address that every browser and proxy takes. */
const addressedIdsMax = 400;

export function DevicesScreen() {
  const can = useCan();
  const mayTag = can("tags:write");
  const mayProvision = can("provisioning:write");
  const table = useTableState(deviceSearch);
  const { question, leftOut } = oneQuestion(table.filters);
  const clock = usePollClock("devices", refreshEveryMs);
  const read = useDevices(table.page, question, clock.refetchInterval);
  const names = useProfileNames();
  const columns = useMemo(() => deviceColumns(names), [names]);
  const selection = useTableSelection(table.filterKey);
  const [act, setAct] = useState<{ kind: TagAct; targets: TagTargets; ofSelection: boolean }>();
  const [acting, setActing] = useState(false);
  const [plan, setPlan] = useState<PlanInput | null>(null);
  const answer = read.data?.value;
  const rows = answer?.items;
  const start = (kind: TagAct, targets: TagTargets, ofSelection: boolean) => {
    setAct({ kind, targets, ofSelection });
    setActing(true);
  };
  const targetsIn = (rotPublicUids: readonly string[]) => targetsOf(rotPublicUids, rows ?? []);

  return (
    <Page>
      <PolledPageHead
        title="Devices"
        count={answer?.page.total}
        description="Modules that have registered with u-blox, and what is known of them."
        clock={clock}
        read={read}
        menu={
          can("jobs:run") && (
            <ExportItems
              what="these"
              onExport={(format) => {
                const input = { question: deviceQuestionOf(question), format };
                setPlan({ kind: "devices.export", input });
              }}
            />
          )
        }
      />
      <StaleNotice read={read} vendor="u-blox" what="the list" />
      {answer?.details === "unavailable" && (
        <DegradedBanner
          title="Details are missing: u-blox listed the devices, but did not answer for what is known of them."
          actions={<RetryButton onRetry={() => read.refetch()} retrying={read.isFetching} />}
        >
          The RoT UIDs stand. State, profile, tags and certificate come back by themselves.
        </DegradedBanner>
      )}
      <DataTable
        label="Devices"
        noun={{ one: "device", many: "devices" }}
        columns={columns}
        rows={rows}
        rowId={(device: DeviceSummary) => device.rotPublicUid}
        refreshing={read.isFetching}
        failure={readFailure(
          read,
          "Certificate batches and the audit history do not need u-blox and still work.",
        )}
        empty={
          <EmptyState title="There are no devices yet">
            A device appears here after its first contact with u-blox's security server.
          </EmptyState>
        }
        zeroResults={
          <ZeroResults
            noun="devices"
            filter={nothingFound(question)}
            clear={<Button onClick={table.clearFilters}>Clear filters</Button>}
          />
        }
        filtered={table.filtered}
        visibleColumns={table.columns}
        onVisibleColumnsChange={table.setColumns}
        paging={vendorPaging(table, answer?.page)}
        selection={
          mayTag || mayProvision
            ? {
                value: selection.value,
                onChange: selection.onChange,
                acrossPages: true,
                actions: ({ ids, allMatching: all, count }) => (
                  <SelectionActions
                    count={count}
                    onAct={
                      mayTag
                        ? (kind) => start(kind, all ? allMatching(question, count) : targetsIn(ids), true)
                        : undefined
                    }
                    provision={
                      mayProvision && (all || ids.length <= addressedIdsMax)
                        ? provisionPage(all ? { question } : { ids })
                        : undefined
                    }
                  />
                ),
              }
            : undefined
        }
        rowActions={(device) => (
          <DeviceActions
            device={device}
            ticket={() =>
              ticketText({
                device,
                names,
                link: deviceLink(device.rotPublicUid),
                asOf: read.data?.asOf ?? new Date(),
              })
            }
            onAct={mayTag ? (kind) => start(kind, targetsIn([device.rotPublicUid]), false) : undefined}
          />
        )}
        toolbar={<DevicesToolbar table={table} question={question} leftOut={leftOut} names={names} />}
      />
      {act && (
        <TagActDialogs
          open={acting}
          onOpenChange={setActing}
          act={act.kind}
          targets={act.targets}
          onDone={act.ofSelection ? selection.clear : undefined}
        />
      )}
      <PlanDialog plan={plan} onClose={() => setPlan(null)} />
    </Page>
  );
}
