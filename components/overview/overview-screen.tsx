"use client";

import { Dossier, Page } from "@/components/patterns/dossier";
import { PageHead } from "@/components/patterns/page-head";
import { PollClock } from "@/components/patterns/time/poll-clock";
import { usePollClock } from "@/components/patterns/time/use-poll-clock";
import { useCan, useWho } from "@/components/patterns/who";
import { roleLabels } from "@/lib/access/permissions";
import { AccountSection } from "./account-section";
import { BatchesSection } from "./batches-section";
import { FindingsSection } from "./findings-section";
import { HealthSection } from "./health-section";
import { HistorySection } from "./history-section";
import { LicensesSection } from "./licenses-section";
import {
  useAttention,
  useHealth,
  useLatestEntries,
  useLicensesAttention,
  useOpenFindings,
  useUnknownOutcomes,
} from "./queries";
import { UnknownOutcomes } from "./unknown-outcomes";

const refreshEveryMs = 30_000;

/** What each role needs first. Sections a role may not read are not there; no number is made up. */
export function OverviewScreen() {
  const can = useCan();
  const who = useWho();
  const clock = usePollClock("overview", refreshEveryMs);
  const every = clock.refetchInterval;
  const health = useHealth(can("connections:read"), every);
  const attention = useAttention(can("batches:read"), every);
  const findings = useOpenFindings(can("devices:read"), every);
  const licenses = useLicensesAttention(can("licenses:read"), every);
  const history = useLatestEntries(can("audit:read"), every);
  const unknown = useUnknownOutcomes(can("audit:read"), every);
  const reads = [health, attention, findings, licenses, history, unknown].filter(
    (read) => read.fetchStatus !== "idle" || read.data,
  );
  const updatedAtMs = Math.max(0, ...reads.map((read) => read.dataUpdatedAt));

  return (
    <Page>
      <PageHead
        title="Overview"
        description={`Signed in as ${who.name}, ${roleLabels[who.role]}.`}
        clock={
          updatedAtMs > 0 && (
            <PollClock
              control={clock}
              updatedAtMs={updatedAtMs}
              refreshing={reads.some((read) => read.isFetching)}
              onRefresh={() => {
                for (const read of reads) void read.refetch();
              }}
            />
          )
        }
      />
      <UnknownOutcomes entries={unknown.data?.value.items ?? []} />
      <Dossier
        facts={
          <>
            {can("batches:read") && <BatchesSection read={attention} />}
            {can("audit:read") && <HistorySection read={history} />}
            {!can("batches:read") && <AccountSection />}
          </>
        }
        life={
          <>
            {can("connections:read") && <HealthSection read={health} />}
            {can("devices:read") && <FindingsSection read={findings} />}
            {can("licenses:read") && <LicensesSection read={licenses} />}
            {can("batches:read") && <AccountSection />}
          </>
        }
      />
    </Page>
  );
}
