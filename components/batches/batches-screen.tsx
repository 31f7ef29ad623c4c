"use client";

import Plus from "lucide-react/icons/plus";
import { useState } from "react";
import { readFailure, StaleNotice } from "@/components/patterns/answer";
import { DataTable } from "@/components/patterns/data-table/data-table";
import { Page } from "@/components/patterns/dossier";
import { PageHead } from "@/components/patterns/page-head";
import { EmptyState } from "@/components/patterns/states";
import { useTableState } from "@/components/patterns/table-state/use-table-state";
import { PollClock } from "@/components/patterns/time/poll-clock";
import { useCan } from "@/components/patterns/who";
import { ButtonLink } from "@/components/ui/link";
import { nameOf } from "./batch-state";
import { BatchToolbar } from "./batch-toolbar";
import { batchColumns } from "./columns";
import { batchListQuery } from "./list-query";
import { NothingFound } from "./nothing-found";
import { useBatches } from "./queries";
import { BatchActions } from "./row-actions";
import { batchSearch, profileKey } from "./search-params";
import { useBatchClock, useBatchPace } from "./use-batch-clock";
import { firstProfile, useProfileInAddress } from "./use-chosen-profile";
import { useReadyNews } from "./use-ready-news";

const stillWorks = "Devices, whitelist, tags and the audit history do not need Sectigo and still work.";

export function BatchesScreen() {
  const mayOrder = useCan()("batches:write");
  const table = useTableState(batchSearch);
  const address = useProfileInAddress("push");
  const profile = address.named ?? firstProfile(address.profiles);
  const profileId = profile?.certificateProfileId;
  const paced = useBatchClock("batches");
  const read = useBatches(
    profileId === undefined ? undefined : batchListQuery(profileId, table),
    paced.clock.refetchInterval,
  );
  // While another profile's batches are fetched, the rows of the one before must not stand under its name.
  const [answeredFor, setAnsweredFor] = useState<number>();
  if (read.data && !read.isPlaceholderData && answeredFor !== profileId) setAnsweredFor(profileId);
  const answer = answeredFor === profileId ? read.data?.value : undefined;
  const nextAtMs = useBatchPace(paced, answer?.items, read);
  useReadyNews(answer?.items);

  const order = mayOrder && (
    <ButtonLink
      variant="primary"
      icon={<Plus aria-hidden className="size-4" />}
      href={profile?.enabled ? `/batches/new?${profileKey}=${profileId}` : "/batches/new"}
    >
      Order batch
    </ButtonLink>
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
            control={paced.clock}
            updatedAtMs={read.dataUpdatedAt}
            nextAtMs={nextAtMs}
            refreshing={read.isFetching}
            onRefresh={() => read.refetch()}
          />
        }
        action={order}
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
    </Page>
  );
}
