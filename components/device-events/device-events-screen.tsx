"use client";

import { useState } from "react";
import { PlanDialog } from "@/components/jobs/plan/plan-dialog";
import type { PlanInput } from "@/components/jobs/plan/use-making";
import { Page } from "@/components/patterns/dossier";
import { ExportItems } from "@/components/patterns/export-items";
import type { FilterValue } from "@/components/patterns/filter-bar/types";
import { PolledPageHead } from "@/components/patterns/polled-page-head";
import { useCursor } from "@/components/patterns/table-state/use-cursor";
import { useTableState } from "@/components/patterns/table-state/use-table-state";
import { useCan } from "@/components/patterns/who";
import { eventColumns } from "./columns";
import { EventTable } from "./event-table";
import { eventFilters } from "./filters";
import { LiveStatus } from "./live-status";
import { MemoryLine } from "./memory";
import { PausedNotice } from "./paused-notice";
import { eventQuery, useEvents } from "./queries";
import { eventSearch } from "./search-params";

/** The vendor answers for a device or for a tag, not for both. */
function oneOfTwo(changes: Record<string, FilterValue>): Record<string, FilterValue> {
  if (changes.device) return { ...changes, tag: null };
  return changes.tag ? { ...changes, device: null } : changes;
}

/** What happened to devices, as it happens. */
export function DeviceEventsScreen() {
  const can = useCan();
  const table = useTableState(eventSearch);
  const place = useCursor();
  const { read, clock } = useEvents("device-events", table.filters, place.cursor);
  const [plan, setPlan] = useState<PlanInput | null>(null);
  const answer = read.data?.value;
  const { tag, source, device } = table.filters;
  // A file holds what hooks brought, which knows no tags.
  const mayExport = can("jobs:run") && tag === null && source !== "vendor";
  const { source: _source, ...filters } = eventQuery({ ...table.filters, tag: null });

  return (
    <Page>
      <PolledPageHead
        title="Device events"
        status={<LiveStatus paused={clock.paused} />}
        description="What u-blox tells of devices: bootstraps, settings, errors and certificates. What a hook brought is kept for ever."
        clock={clock}
        read={read}
        menu={
          mayExport && (
            <ExportItems
              what="these"
              onExport={(format) => setPlan({ kind: "deviceEvents.export", input: { filters, format } })}
            />
          )
        }
      />
      {answer && (
        <MemoryLine memory={answer.memory} withVendor={(device ?? tag) !== null && source !== "hook"} />
      )}
      <PausedNotice clock={clock} rotPublicUid={device ?? undefined} />
      <EventTable
        label="Device events"
        read={read}
        columns={eventColumns}
        place={place}
        filters={eventFilters}
        table={table}
        onFilterChange={(changes) => table.setFilters(oneOfTwo(changes))}
        empty="Nothing has happened yet, as far as this console knows"
      />
      <PlanDialog plan={plan} onClose={() => setPlan(null)} />
    </Page>
  );
}
