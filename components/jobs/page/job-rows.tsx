"use client";

import { useMemo } from "react";
import { readFailure } from "@/components/patterns/answer";
import { DataTable } from "@/components/patterns/data-table/data-table";
import { FilterBar } from "@/components/patterns/filter-bar/filter-bar";
import { EmptyState, ZeroResults } from "@/components/patterns/states";
import { useCursor } from "@/components/patterns/table-state/use-cursor";
import { useTableState } from "@/components/patterns/table-state/use-table-state";
import { useCan } from "@/components/patterns/who";
import { Button } from "@/components/ui/button";
import { type Job, type RowState, rowState } from "@/lib/contract/jobs";
import { useJobRows } from "../queries";
import { jobRowSearch } from "../search-params";
import { isMoving } from "../words/acts";
import { rowLook, rowStateMeaning } from "../words/states";
import { useShownJob } from "./job-context";
import { jobRowColumns } from "./row-columns";
import { useJobTitle } from "./use-job-title";

/** The cursor of the address as the API takes it; anything else is the first page. */
function afterOf(cursor: string | null): number {
  return cursor !== null && /^\d{1,9}$/.test(cursor) ? Number(cursor) : 0;
}

/**
 * How many rows there are in all, as far as that is known. A number that changes with every call of the job is left out:
 * the table says it aloud.
 */
function totalOf(job: Job, { state, target }: { state: RowState | null; target: string | null }) {
  if (target !== null) return undefined;
  if (state === null) return job.rows.total;
  return isMoving(job) ? undefined : job.rows[state];
}

/** Every row of a job with its outcome, the vendor's answer and the request that carried it. */
export function JobRows() {
  const { job, renewal } = useShownJob();
  useJobTitle("Rows");
  const { jobId, kind } = job;
  const mayAudit = useCan()("audit:read");
  const table = useTableState(jobRowSearch);
  const place = useCursor();
  const { state, target } = table.filters;
  const read = useJobRows(jobId, { state, target, after: afterOf(place.cursor), size: table.size }, renewal);
  const columns = useMemo(() => jobRowColumns(kind, mayAudit), [kind, mayAudit]);
  const answer = read.data?.value;
  const nextAfter = answer?.nextAfter ?? null;
  const clear = () => {
    table.clearFilters();
    place.reset();
  };
  return (
    <DataTable
      label="Rows"
      noun={{ one: "row", many: "rows" }}
      columns={columns}
      rows={answer?.items}
      rowId={(row) => String(row.ordinal)}
      rowName={(row) => row.target}
      refreshing={read.isPlaceholderData}
      failure={readFailure(read)}
      empty={
        <EmptyState
          title={job.state === "preparing" ? "No target has been found so far" : "There are no rows"}
        />
      }
      filtered={table.filtered || place.cursor !== null}
      zeroResults={
        <ZeroResults
          noun="rows"
          filter={
            state && target === null ? `No row is in the state “${rowLook(state, kind).word}”.` : undefined
          }
          clear={<Button onClick={clear}>Clear filters</Button>}
        />
      }
      visibleColumns={table.columns}
      onVisibleColumnsChange={table.setColumns}
      paging={{
        kind: "cursor",
        offset: place.pagesBefore === undefined ? undefined : place.pagesBefore * table.size,
        total: totalOf(job, table.filters),
        onPrevious: place.goBack,
        onNext: nextAfter === null ? undefined : () => place.goTo(String(nextAfter)),
      }}
      toolbar={
        <div className="flex flex-col gap-2">
          <FilterBar
            search={{ key: "target", label: "Find a target", placeholder: "Beginning of a target" }}
            filters={[
              {
                key: "state",
                label: "State",
                kind: "select",
                promoted: true,
                options: rowState.options.map((option) => ({
                  value: option,
                  label: rowLook(option, kind).word,
                })),
              },
            ]}
            values={table.filters}
            onChange={(changes) => {
              table.setFilters(changes);
              place.reset();
            }}
            onClear={clear}
            dropped={table.dropped}
          />
          {state && <p className="text-12 text-muted">{rowStateMeaning(state, kind)}</p>}
        </div>
      }
    />
  );
}
