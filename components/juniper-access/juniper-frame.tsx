"use client";

import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { readFailure } from "@/components/patterns/answer";
import { ConnectionState } from "@/components/patterns/connection-state";
import { Page } from "@/components/patterns/dossier";
import { PolledPageHead } from "@/components/patterns/polled-page-head";
import { usePollClock } from "@/components/patterns/time/use-poll-clock";
import { TabLinks } from "@/components/ui/tabs";
import { vendorLabels } from "@/lib/contract/vendor-labels";
import { JuniperProvider } from "./juniper-context";
import { type JuniperPart, juniperPaths } from "./paths";
import { useCallBudget, useConnections } from "./queries";

const budgetEveryMs = 5_000;
const connectionEveryMs = 15_000;

const tabs: readonly { part: JuniperPart; label: string }[] = [
  { part: "budget", label: "Budget" },
  { part: "credentials", label: "Credentials" },
  { part: "onboarding", label: "Onboarding" },
  { part: "settings", label: "Settings" },
];

function JuniperTabs() {
  const pathname = usePathname();
  return (
    <TabLinks
      label="Parts of this connection"
      items={tabs.map(({ part, label }) => {
        const href = juniperPaths[part];
        return { href, label, current: pathname === href };
      })}
    />
  );
}

/** Around every tab of Juniper's connection: how it is, and how fresh that is. */
export function JuniperFrame({ children }: { children: ReactNode }) {
  const clock = usePollClock("juniper", budgetEveryMs);
  const connections = useConnections(clock.paused ? false : connectionEveryMs);
  const connection = connections.data?.value.items.find(({ vendor }) => vendor === "juniper");
  const isConnected = connection !== undefined && connection.state !== "not_connected";
  const budget = useCallBudget(clock.refetchInterval, isConnected);
  const failure = readFailure(connections);
  return (
    <Page>
      <PolledPageHead
        title={vendorLabels.juniper}
        status={connection && <ConnectionState state={connection.state} variant="badge" />}
        description={
          connection?.host ? (
            <>
              Licenses of network devices, from <span className="font-mono text-12">{connection.host}</span>
            </>
          ) : (
            "Licenses of network devices."
          )
        }
        clock={clock}
        read={isConnected ? budget : connections}
      />
      <JuniperTabs />
      {failure ?? <JuniperProvider shown={{ connection, budget }}>{children}</JuniperProvider>}
    </Page>
  );
}
