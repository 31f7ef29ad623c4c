"use client";

import { readFailure } from "@/components/patterns/answer";
import { Page } from "@/components/patterns/dossier";
import { PageHead } from "@/components/patterns/page-head";
import { PollClock } from "@/components/patterns/time/poll-clock";
import { usePollClock } from "@/components/patterns/time/use-poll-clock";
import { Skeleton } from "@/components/ui/skeleton";
import { vendorNames } from "@/lib/contract/connections";
import { ConnectionTile } from "./connection-tile";
import { useConnections } from "./queries";

const refreshEveryMs = 15_000;

/** A tile per vendor: connected or not, and how it was at its last use. */
export function ConnectionsScreen() {
  const clock = usePollClock("connections", refreshEveryMs);
  const read = useConnections(clock.refetchInterval);
  return (
    <Page>
      <PageHead
        title="Connections"
        description="The vendor systems this console speaks to. Credentials are never shown."
        clock={
          <PollClock
            control={clock}
            updatedAtMs={read.dataUpdatedAt}
            refreshing={read.isFetching}
            onRefresh={() => read.refetch()}
          />
        }
      />
      {readFailure(read) ?? (
        <div className="grid gap-4 lg:grid-cols-2">
          {read.data === undefined
            ? vendorNames.map((vendor) => <Skeleton key={vendor} className="h-72 rounded-card" />)
            : read.data.value.items.map((connection) => (
                <ConnectionTile
                  key={connection.vendor}
                  connection={connection}
                  pollEveryMs={clock.refetchInterval}
                />
              ))}
        </div>
      )}
    </Page>
  );
}
