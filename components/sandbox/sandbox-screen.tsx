"use client";

import TriangleAlert from "lucide-react/icons/triangle-alert";
import { useState } from "react";
import { readFailure } from "@/components/patterns/answer";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { DataTable } from "@/components/patterns/data-table/data-table";
import { Dossier, Page } from "@/components/patterns/dossier";
import { PageHead } from "@/components/patterns/page-head";
import { Section } from "@/components/patterns/section";
import { EmptyState } from "@/components/patterns/states";
import { PollClock } from "@/components/patterns/time/poll-clock";
import { usePollClock } from "@/components/patterns/time/use-poll-clock";
import { Button } from "@/components/ui/button";
import { MenuItem } from "@/components/ui/menu-items";
import { Skeleton } from "@/components/ui/skeleton";
import { callColumns } from "./call-columns";
import { SandboxClock } from "./clock";
import { FaultForm } from "./fault-form";
import { Faults } from "./faults";
import { Heartbeat } from "./heartbeat";
import { Hooks } from "./hooks";
import { JuniperClient } from "./juniper-client";
import { JuniperSettings } from "./juniper-settings";
import { useResetSandbox, useSandbox } from "./queries";
import { SectigoSettings } from "./sectigo-settings";
import { UbloxSettings } from "./ublox-settings";

const refreshEveryMs = 5_000;
const callsShown = 25;

/** The simulated vendors' controls: clock, faults, heartbeats, how they answer, and the calls that arrived. */
export function SandboxScreen() {
  const clock = usePollClock("sandbox", refreshEveryMs);
  const read = useSandbox(clock.refetchInterval);
  const reset = useResetSandbox();
  const [faulting, setFaulting] = useState(false);
  const [resetting, setResetting] = useState(false);
  const state = read.data?.value;
  const failure = readFailure(read);
  const calls = state?.calls.slice(0, callsShown);

  return (
    <Page>
      <PageHead
        title="Sandbox"
        description="Every vendor is simulated on this machine. Nothing here touches a real one."
        clock={
          <PollClock
            control={clock}
            updatedAtMs={read.dataUpdatedAt}
            refreshing={read.isFetching}
            onRefresh={() => read.refetch()}
          />
        }
        action={
          <Button
            variant="primary"
            icon={<TriangleAlert aria-hidden className="size-4" />}
            onClick={() => setFaulting(true)}
          >
            Set fault
          </Button>
        }
        menu={
          <MenuItem danger onSelect={() => setResetting(true)}>
            Reset sandbox…
          </MenuItem>
        }
      />
      {failure}
      {!failure && state === undefined && <Skeleton className="h-48 w-full" />}
      {state !== undefined && (
        <>
          <Dossier
            facts={
              <>
                <Faults faults={Object.values(state.vendors).flatMap(({ faults }) => faults)} />
                <Heartbeat />
                <Hooks hooks={state.hooks} />
                <JuniperClient report={state.juniper} />
                <JuniperSettings settings={state.settings.juniper} />
              </>
            }
            life={
              <>
                <SandboxClock clock={state.clock} />
                <UbloxSettings settings={state.settings.ublox} />
                <SectigoSettings settings={state.settings} />
              </>
            }
          />
          <Section title="Latest calls" description="What arrived at the simulated vendors, newest first.">
            <DataTable
              label="Latest calls"
              noun={{ one: "call", many: "calls" }}
              columns={callColumns}
              rows={calls}
              rowId={(call) => String(call.id)}
              empty={<EmptyState title="No call has arrived yet" />}
              paging={{ kind: "cursor" }}
            />
          </Section>
        </>
      )}
      <FaultForm open={faulting} onOpenChange={setFaulting} />
      <ConfirmDialog
        open={resetting}
        onOpenChange={setResetting}
        level={1}
        title="Reset sandbox"
        consequence="All simulated vendors go back to their first data and to real time. Tags, whitelist entries, provisioning, certificates, batches, licenses and vouchers made since are gone there."
        doesNot="People, imports and the audit history of this console stay."
        onConfirm={async () => {
          await reset.mutateAsync({});
        }}
      />
    </Page>
  );
}
