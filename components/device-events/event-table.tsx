"use client";

import { useMemo, useState } from "react";
import type { z } from "zod";
import { readFailure } from "@/components/patterns/answer";
import type { DataTableColumn } from "@/components/patterns/data-table/columns";
import { DataTable } from "@/components/patterns/data-table/data-table";
import { FilterBar } from "@/components/patterns/filter-bar/filter-bar";
import type { Filter, FilterRecord, FilterValue } from "@/components/patterns/filter-bar/types";
import { Notice } from "@/components/patterns/notice";
import { EmptyState, ZeroResults } from "@/components/patterns/states";
import type { Cursor } from "@/components/patterns/table-state/use-cursor";
import { Button } from "@/components/ui/button";
import type { ReadResult } from "@/lib/browser/queries";
import type { deviceEvents, ListedEvent } from "@/lib/contract/device-events";
import { momentOf } from "./columns";
import { EventSheet } from "./event-sheet";
import { eventSentence } from "./sentence";

const pageSize = 100;

interface EventTableProps {
  label: string;
  read: ReadResult<z.output<typeof deviceEvents.list.response>>;
  columns: (onOpen: (event: ListedEvent) => void) => readonly DataTableColumn<ListedEvent>[];
  place: Cursor;
  filters: readonly Filter[];
  /** Of `useTableState`. */
  table: {
    filters: FilterRecord;
    filtered: boolean;
    columns: string[] | null;
    dropped: readonly string[];
    setColumns: (columns: string[] | null) => void;
    clearFilters: () => void;
  };
  onFilterChange: (changes: Record<string, FilterValue>) => void;
  /** What stands where nothing ever happened. */
  empty: string;
}

/** Events, newest first; each opens beside the list. */
export function EventTable({
  label,
  read,
  columns,
  place,
  filters,
  table,
  onFilterChange,
  empty,
}: EventTableProps) {
  const [opened, setOpened] = useState<ListedEvent>();
  const shown = useMemo(() => columns(setOpened), [columns]);
  const answer = read.data?.value;
  // It may be delivered again while it is open, or leave the page for newer ones.
  const current = answer?.items.find(({ eventId }) => eventId === opened?.eventId) ?? opened;
  const { nextCursor = null } = answer ?? {};
  const clear = () => {
    table.clearFilters();
    place.reset();
  };
  const older = nextCursor === null ? undefined : () => place.goTo(nextCursor);
  return (
    <>
      {answer?.vendorMissing && <Notice kind="attention" title={answer.vendorMissing} />}
      <DataTable
        label={label}
        noun={{ one: "event", many: "events" }}
        columns={shown}
        rows={answer?.items}
        rowId={(event) => event.eventId}
        rowName={(event) => `${eventSentence(event)} ${momentOf(event) ?? ""}`}
        refreshing={read.isPlaceholderData}
        failure={readFailure(
          read,
          "What hooks brought is shown without a tag, even while u-blox does not answer.",
        )}
        empty={
          <EmptyState title={empty} action={older && <Button onClick={older}>Look further back</Button>}>
            Events come from u-blox when a device bootstraps, applies its settings, meets an error or gets a
            new certificate.
          </EmptyState>
        }
        filtered={table.filtered || place.cursor !== null}
        zeroResults={
          <ZeroResults
            noun="events"
            clear={
              <>
                {older && <Button onClick={older}>Look further back</Button>}
                <Button onClick={clear}>Clear filters</Button>
              </>
            }
          />
        }
        visibleColumns={table.columns}
        onVisibleColumnsChange={table.setColumns}
        paging={{
          kind: "cursor",
          // A page may be shorter where the vendor's part of it ended.
          offset: place.pagesBefore === 0 ? 0 : undefined,
          onPrevious: place.goBack,
          onNext: older,
        }}
        toolbar={
          <FilterBar
            filters={filters}
            values={table.filters}
            onChange={(changes) => {
              onFilterChange(changes);
              place.reset();
            }}
            onClear={clear}
            dropped={table.dropped}
          />
        }
        skeletonRows={pageSize / 5}
      />
      <EventSheet event={current} onClose={() => setOpened(undefined)} />
    </>
  );
}
