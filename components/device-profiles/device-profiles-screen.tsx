"use client";

import { readFailure, StaleNotice } from "@/components/patterns/answer";
import { DataTable } from "@/components/patterns/data-table/data-table";
import { vendorPaging } from "@/components/patterns/data-table/vendor-paging";
import { Page } from "@/components/patterns/dossier";
import { FilterBar } from "@/components/patterns/filter-bar/filter-bar";
import { PolledPageHead } from "@/components/patterns/polled-page-head";
import { EmptyState, ZeroResults } from "@/components/patterns/states";
import { useTableState } from "@/components/patterns/table-state/use-table-state";
import { usePollClock } from "@/components/patterns/time/use-poll-clock";
import { Button } from "@/components/ui/button";
import { nameOf, profileColumns } from "./columns";
import { nothingFound, oneQuestion, replacing } from "./one-question";
import { useAllTags, useProfiles } from "./queries";
import { ProfileActions } from "./row-actions";
import { profileSearch } from "./search-params";

const refreshEveryMs = 60_000;

export function DeviceProfilesScreen() {
  const table = useTableState(profileSearch);
  const { question, leftOut } = oneQuestion(table.filters);
  const clock = usePollClock("device-profiles", refreshEveryMs);
  const read = useProfiles(table.page, question, clock.refetchInterval);
  const tagNames = useAllTags().data ?? [];
  const answer = read.data?.value;
  return (
    <Page>
      <PolledPageHead
        title="Device profiles"
        count={answer?.page.total}
        description="Groups of devices that share features and a price plan. They are made in u-blox's portal; here they get bootstrap provisioning and tags."
        clock={clock}
        read={read}
      />
      <StaleNotice read={read} vendor="u-blox" what="the device profiles" />
      <DataTable
        label="Device profiles"
        noun={{ one: "device profile", many: "device profiles" }}
        columns={profileColumns}
        rows={answer?.items}
        rowId={(profile) => profile.deviceProfileUid}
        rowName={nameOf}
        refreshing={read.isFetching}
        failure={readFailure(
          read,
          "Certificate batches and the audit history do not need u-blox and still work.",
        )}
        empty={
          <EmptyState title="There are no device profiles yet">
            A device profile is made in u-blox's portal and sealed into devices at the factory.
          </EmptyState>
        }
        zeroResults={
          <ZeroResults
            noun="device profiles"
            filter={nothingFound(question)}
            clear={<Button onClick={table.clearFilters}>Clear filters</Button>}
          />
        }
        filtered={table.filtered}
        visibleColumns={table.columns}
        onVisibleColumnsChange={table.setColumns}
        paging={vendorPaging(table, answer?.page)}
        rowActions={(profile) => <ProfileActions profile={profile} />}
        toolbar={
          <>
            <FilterBar
              search={{ key: "profileName", label: "Exact name", placeholder: "Exact name" }}
              filters={[
                {
                  key: "tag",
                  label: "Tag",
                  kind: "select",
                  promoted: true,
                  options: tagNames.map((name) => ({ value: name, label: name })),
                },
              ]}
              values={{ ...question }}
              onChange={(changes) => table.setFilters(replacing(changes))}
              onClear={table.clearFilters}
              dropped={table.dropped}
            />
            {table.filtered && (
              <p className="mt-2 text-12 text-muted">
                u-blox finds profiles by tag or by their exact, case-sensitive name, never by both. Choosing
                one clears the other.
                {leftOut && " Of this link, the tag was left out."}
              </p>
            )}
          </>
        }
      />
    </Page>
  );
}
