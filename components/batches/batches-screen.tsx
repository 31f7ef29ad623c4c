"use client";

import Plus from "lucide-react/icons/plus";
import { useState } from "react";
import { PlanDialog } from "@/components/jobs/plan/plan-dialog";
import type { PlanInput } from "@/components/jobs/plan/use-making";
import { readFailure, StaleNotice } from "@/components/patterns/answer";
import { DataTable } from "@/components/patterns/data-table/data-table";
import { Page } from "@/components/patterns/dossier";
import { ExportItems } from "@/components/patterns/export-items";
import { PageHead } from "@/components/patterns/page-head";
import { EmptyState } from "@/components/patterns/states";
import { useTableState } from "@/components/patterns/table-state/use-table-state";
import { PollClock } from "@/components/patterns/time/poll-clock";
import { useCan } from "@/components/patterns/who";
import { ButtonLink } from "@/components/ui/link";
import { nameOf } from "./batch-state";
import { BatchToolbar } from "./batch-toolbar";
import { batchColumns } from "./columns";
import { batchFiltersOf, batchListQuery } from "./list-query";
import { NothingFound } from "./nothing-found";
import { useBatches } from "./queries";
import { BatchActions } from "./row-actions";
import { batchSearch, profileKey } from "./search-params";
import { useBatchNews } from "./use-batch-news";
import { firstProfile, useProfileInAddress } from "./use-chosen-profile";

const stillWorks = "Devices, whitelist, tags and the audit history do not need Sectigo and still work.";

export function BatchesScreen() {
  const can = useCan();
  const mayOrder = can("batches:write");
  const table = useTableState(batchSearch);
  const address = useProfileInAddress("push");
  const profile = address.named ?? firstProfile(address.profiles);
  const profileId = profile?.certificateProfileId;
  const { read, clock, nextAtMs } = useBatches(
    profileId === undefined ? undefined : batchListQuery(profileId, table),
  );
  // While another profile's batches are fetched, the rows of the one before must not stand under its name.
  const [answeredFor, setAnsweredFor] = useState<number>();
  if (read.data && !read.isPlaceholderData && answeredFor !== profileId) setAnsweredFor(profileId);
  const answer = answeredFor === profileId ? read.data?.value : undefined;
  const [plan, setPlan] = useState<PlanInput | null>(null);
  useBatchNews(answer?.items, "unless a notice does");

  const order = mayOrder && (
    <ButtonLink
      variant="primary"
      icon={<Plus aria-hidden className="size-4" />}
      href={profile?.enabled ? `/batches/new?${profileKey}=${profileId}` : "/batches/new"}
    >
      Order batch
    </ButtonLink>
  );
  const exports = can("jobs:run") && profileId !== undefined && (
    <ExportItems
      what="these"
      onExport={(format) => {
        const filters = batchFiltersOf(profileId, table.filters);
        setPlan({ kind: "batches.export", input: { filters, format } });
      }}
    />
  );
  const noProfiles = address.profiles?.length === 0;

  return (
    <Page>
      <PageHead
        title="Batches"
        count={answer?.page.total}
        description="Device certificates, ordered from Sectigo by the batch and delivered as one zip."
        clock={
          <PollClock
            control={clock}
            updatedAtMs={read.dataUpdatedAt}
            nextAtMs={nextAtMs}
            refreshing={read.isFetching}
            onRefresh={() => read.refetch()}
          />
        }
        action={order}
        menu={exports}
      />
      <StaleNotice read={read.data ? read : address.read} vendor="Sectigo" what="the batches" />
      <DataTable
        label="Batches"
        noun={{ one: "batch", many: "batches" }}
        columns={batchColumns}
        rows={noProfiles ? [] : answer?.items}
        rowId={(batch) => String(batch.batchId)}
        rowName={nameOf}
        refreshing={read.isFetching}
        failure={readFailure(address.read, stillWorks) ?? readFailure(read, stillWorks)}
        empty={
          noProfiles ? (
            <EmptyState title="No certificate profile is open to this account">
              Sectigo gives an organization its certificate profiles. Ask your Sectigo administrator for one.
            </EmptyState>
          ) : (
            <EmptyState title="There are no batches yet under this certificate profile" action={order}>
              A batch is one order of certificates, with generated keys or from your own CSRs.
            </EmptyState>
          )
        }
        zeroResults={
          <NothingFound filters={table.filters} profile={profile?.name} onClear={table.clearFilters} />
        }
        filtered={table.filtered && !noProfiles}
        sort={table.sort}
        onSortChange={table.setSort}
        visibleColumns={table.columns}
        onVisibleColumnsChange={table.setColumns}
        paging={{
          kind: "numbered",
          page: table.page,
          size: table.size,
          total: answer?.page.total ?? 0,
          onPageChange: table.setPage,
          sizes: [...table.sizes].sort((a, b) => a - b),
          onSizeChange: table.setSize,
        }}
        rowActions={(batch) => <BatchActions batch={batch} />}
        toolbar={
          <BatchToolbar
            profiles={address.profiles}
            profileId={profileId}
            onProfileChange={(chosen) => {
              // Pages of one profile mean nothing in another.
              table.setFilters({});
              address.choose(chosen);
            }}
            table={table}
          />
        }
      />
      <PlanDialog plan={plan} onClose={() => setPlan(null)} />
    </Page>
  );
}
