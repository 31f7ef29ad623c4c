"use client";

import FileUp from "lucide-react/icons/file-up";
import Plus from "lucide-react/icons/plus";
import { useState } from "react";
import { readFailure, StaleNotice } from "@/components/patterns/answer";
import { DataTable } from "@/components/patterns/data-table/data-table";
import { useTableSelection } from "@/components/patterns/data-table/selection";
import { Page } from "@/components/patterns/dossier";
import { PageHead } from "@/components/patterns/page-head";
import { EmptyState } from "@/components/patterns/states";
import { useTableState } from "@/components/patterns/table-state/use-table-state";
import { PollClock } from "@/components/patterns/time/poll-clock";
import { usePollClock } from "@/components/patterns/time/use-poll-clock";
import { useCan } from "@/components/patterns/who";
import { Button } from "@/components/ui/button";
import { MenuItem, MenuLink } from "@/components/ui/menu-items";
import type { WhitelistEntry } from "@/lib/contract/whitelist";
import { AddForm } from "./add-form";
import { uidType, whitelistColumns } from "./columns";
import { useWhitelist } from "./queries";
import { RemoveDialog } from "./remove-dialog";
import { whitelistSearch } from "./search-params";

const refreshEveryMs = 60_000;

/** A selected row carries its type with it, because a selection reaches over pages that are not loaded any more. */
const rowIdOf = (entry: WhitelistEntry) => `${entry.type}:${entry.id}`;

function entryOf(rowId: string): Pick<WhitelistEntry, "id" | "type"> {
  const divider = rowId.indexOf(":");
  return { type: rowId.slice(0, divider), id: rowId.slice(divider + 1) };
}

export function WhitelistScreen() {
  const mayChange = useCan()("whitelist:write");
  const table = useTableState(whitelistSearch);
  const clock = usePollClock("whitelist", refreshEveryMs);
  const read = useWhitelist(table.page, clock.refetchInterval);
  const selection = useTableSelection("whitelist");
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<Pick<WhitelistEntry, "id" | "type">[]>([]);
  const answer = read.data?.value;
  const add = mayChange && (
    <Button variant="primary" icon={<Plus aria-hidden className="size-4" />} onClick={() => setAdding(true)}>
      Add to whitelist
    </Button>
  );

  return (
    <Page>
      <PageHead
        title="Whitelist"
        count={answer?.page.total}
        description="Devices that get their features when they bootstrap. It does not change devices that have bootstrapped."
        clock={
          <PollClock
            control={clock}
            updatedAtMs={read.dataUpdatedAt}
            refreshing={read.isFetching}
            onRefresh={() => read.refetch()}
          />
        }
        action={add}
        menu={
          <MenuLink href="/whitelist/imports" icon={<FileUp aria-hidden className="size-4" />}>
            {mayChange ? "Import a file" : "Show imports"}
          </MenuLink>
        }
      />
      <StaleNotice read={read} vendor="u-blox" what="the whitelist" />
      <DataTable
        label="Whitelist"
        noun={{ one: "entry", many: "entries" }}
        columns={whitelistColumns}
        rows={answer?.items}
        rowId={rowIdOf}
        rowName={(entry) => entry.id}
        refreshing={read.isFetching}
        failure={readFailure(
          read,
          "Certificate batches and the audit history do not need u-blox and still work.",
        )}
        empty={
          <EmptyState title="The whitelist is empty" action={add}>
            Devices that bootstrap now are accepted without any feature.
          </EmptyState>
        }
        visibleColumns={table.columns}
        onVisibleColumnsChange={table.setColumns}
        paging={{
          kind: "numbered",
          page: table.page,
          size: answer?.page.size ?? 100,
          total: answer?.page.total ?? 0,
          onPageChange: table.setPage,
        }}
        selection={
          mayChange
            ? {
                ...selection,
                actions: ({ ids, count }) => (
                  <Button onClick={() => setRemoving(ids.map(entryOf))}>
                    Remove {count.toLocaleString("en-US")} {count === 1 ? "entry" : "entries"}…
                  </Button>
                ),
              }
            : undefined
        }
        rowActions={(entry) => (
          <>
            {entry.type === uidType && <MenuLink href={`/devices/${entry.id}`}>Open device</MenuLink>}
            {mayChange && (
              <MenuItem danger onSelect={() => setRemoving([entry])}>
                Remove from whitelist…
              </MenuItem>
            )}
          </>
        )}
      />
      <AddForm open={adding} onOpenChange={setAdding} />
      <RemoveDialog entries={removing} onClose={() => setRemoving([])} onRemoved={selection.clear} />
    </Page>
  );
}
