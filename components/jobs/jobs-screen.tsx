"use client";

import { readFailure } from "@/components/patterns/answer";
import { DataTable } from "@/components/patterns/data-table/data-table";
import { Page } from "@/components/patterns/dossier";
import { FilterBar } from "@/components/patterns/filter-bar/filter-bar";
import type { Filter } from "@/components/patterns/filter-bar/types";
import { PageHead } from "@/components/patterns/page-head";
import { ProblemMessage } from "@/components/patterns/problem-message";
import { EmptyState, ZeroResults } from "@/components/patterns/states";
import { useCursor } from "@/components/patterns/table-state/use-cursor";
import { useTableState } from "@/components/patterns/table-state/use-table-state";
import { PollClock } from "@/components/patterns/time/poll-clock";
import { useCan } from "@/components/patterns/who";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/link";
import { jobKindNames, jobKinds } from "@/lib/contract/job-kinds";
import { jobState } from "@/lib/contract/jobs";
import { jobColumns } from "./columns";
import { JobQuestions } from "./job-questions";
import { useJobList } from "./queries";
import { JobActions } from "./row-actions";
import { jobSearch } from "./search-params";
import { useJobActs } from "./use-job-acts";
import { jobStateWords } from "./words/states";

function filtersFor(can: ReturnType<typeof useCan>): Filter[] {
  return [
    {
      key: "state",
      label: "State",
      kind: "select",
      promoted: true,
      options: jobState.options.map((state) => ({ value: state, label: jobStateWords[state] })),
    },
    {
      key: "kind",
      label: "Act",
      kind: "select",
      promoted: true,
      options: jobKindNames
        .filter((kind) => can(jobKinds[kind].readPermission))
        .map((kind) => ({ value: kind, label: jobKinds[kind].label })),
    },
    { key: "mine", label: "By", kind: "select", promoted: true, options: [{ value: "true", label: "Me" }] },
  ];
}

/** Every plan and job the reader may see, newest first. */
export function JobsScreen() {
  const can = useCan();
  const table = useTableState(jobSearch);
  const place = useCursor();
  const { read, clock } = useJobList({ ...table.filters, cursor: place.cursor, size: table.size });
  const acts = useJobActs();
  const answer = read.data?.value;
  const rows = answer?.items;
  const { nextCursor = null } = answer ?? {};
  const clear = () => {
    table.clearFilters();
    place.reset();
  };

  return (
    <Page>
      <PageHead
        title="Jobs"
        description="Work on many targets at once, and files that take a while. Each begins as a plan that shows what would happen."
        clock={
          <PollClock
            control={clock}
            updatedAtMs={read.dataUpdatedAt}
            refreshing={read.isFetching}
            onRefresh={() => read.refetch()}
          />
        }
      />
      {acts.problem && (
        <ProblemMessage
          problem={acts.problem}
          actions={<Button onClick={acts.forgetProblem}>Dismiss</Button>}
        />
      )}
      <DataTable
        label="Jobs"
        noun={{ one: "job", many: "jobs" }}
        columns={jobColumns}
        rows={rows}
        rowId={(job) => job.jobId}
        rowName={(job) => job.title}
        refreshing={read.isPlaceholderData}
        failure={readFailure(read)}
        empty={
          <EmptyState
            title="There are no jobs yet"
            action={can("devices:read") && <ButtonLink href="/devices">Choose devices</ButtonLink>}
          >
            A job does one thing to many targets, in the background. Choose devices, whitelist entries or a
            file, then what to do with them: a plan shows what would happen, and you start it.
          </EmptyState>
        }
        filtered={table.filtered || place.cursor !== null}
        zeroResults={<ZeroResults noun="jobs" clear={<Button onClick={clear}>Clear filters</Button>} />}
        visibleColumns={table.columns}
        onVisibleColumnsChange={table.setColumns}
        paging={{
          kind: "cursor",
          offset: place.pagesBefore === undefined ? undefined : place.pagesBefore * table.size,
          onPrevious: place.goBack,
          onNext: nextCursor === null ? undefined : () => place.goTo(nextCursor),
        }}
        rowActions={(job) => <JobActions job={job} acts={acts} />}
        toolbar={
          <FilterBar
            filters={filtersFor(can)}
            values={table.filters}
            onChange={(changes) => {
              table.setFilters(changes);
              place.reset();
            }}
            onClear={clear}
            dropped={table.dropped}
          />
        }
      />
      <JobQuestions acts={acts} jobs={rows ?? []} />
    </Page>
  );
}
