"use client";

import { Section } from "@/components/patterns/section";
import { useCursor } from "@/components/patterns/table-state/use-cursor";
import { useTableState } from "@/components/patterns/table-state/use-table-state";
import { PollClock } from "@/components/patterns/time/poll-clock";
import { deviceEventColumns } from "./columns";
import { CommandList } from "./command-list";
import { EventTable } from "./event-table";
import { deviceEventFilters } from "./filters";
import { MemoryLine } from "./memory";
import { PausedNotice } from "./paused-notice";
import { useEvents } from "./queries";
import { deviceEventSearch } from "./search-params";

/** What happened to one device, and what was carried out on it. */
export function DeviceEventsPanel({ rotPublicUid }: { rotPublicUid: string }) {
  const table = useTableState(deviceEventSearch);
  const place = useCursor();
  const { read, clock } = useEvents(
    "device-tab-events",
    { ...table.filters, device: rotPublicUid },
    place.cursor,
  );
  const answer = read.data?.value;
  return (
    <div className="flex flex-col gap-8">
      <Section
        title="Events"
        description="What hooks brought of this device, and what u-blox itself remembers."
        actions={
          <PollClock
            control={clock}
            updatedAtMs={read.dataUpdatedAt}
            refreshing={read.isFetching}
            onRefresh={() => read.refetch()}
          />
        }
      >
        {answer && <MemoryLine memory={answer.memory} withVendor={table.filters.source !== "hook"} />}
        <PausedNotice clock={clock} rotPublicUid={rotPublicUid} />
        <EventTable
          label="Events of this device"
          read={read}
          columns={deviceEventColumns}
          place={place}
          filters={deviceEventFilters}
          table={table}
          onFilterChange={table.setFilters}
          empty="Nothing is known to have happened to this device"
        />
      </Section>
      <CommandList rotPublicUid={rotPublicUid} />
    </div>
  );
}
