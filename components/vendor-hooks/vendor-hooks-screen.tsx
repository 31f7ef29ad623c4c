"use client";

import Cable from "lucide-react/icons/cable";
import { useState } from "react";
import { Page } from "@/components/patterns/dossier";
import { PolledPageHead } from "@/components/patterns/polled-page-head";
import { usePollClock } from "@/components/patterns/time/use-poll-clock";
import { useCan } from "@/components/patterns/who";
import { Button } from "@/components/ui/button";
import { ConnectAllDialog } from "./connect-all-dialog";
import { HooksSection } from "./hooks-section";
import { receiversEveryMs, useReceivers, useVendorHooks } from "./queries";
import { ReceiversSection } from "./receivers-section";

/** The hooks of u-blox: our receivers, and what is registered there. */
export function VendorHooksScreen() {
  const mayChange = useCan()("connections:write");
  const clock = usePollClock("vendor-hooks", receiversEveryMs);
  const receivers = useReceivers(clock.paused);
  const hooks = useVendorHooks(clock.paused);
  const [connecting, setConnecting] = useState(false);
  const waiting = receivers.data?.value.items.filter(
    ({ connectedAt, urlProblem }) => connectedAt === null && urlProblem === null,
  );
  return (
    <Page>
      <PolledPageHead
        title="Vendor hooks"
        description="u-blox calls these addresses when something happens to a device. What it brings is kept for ever."
        clock={clock}
        read={{
          ...receivers,
          refetch: () => Promise.all([receivers.refetch(), hooks.refetch()]),
        }}
        action={
          mayChange &&
          waiting !== undefined &&
          waiting.length > 0 && (
            <Button
              variant="primary"
              icon={<Cable aria-hidden className="size-4" />}
              onClick={() => setConnecting(true)}
            >
              Connect receivers
            </Button>
          )
        }
      />
      <ReceiversSection read={receivers} />
      <HooksSection read={hooks} />
      <ConnectAllDialog open={connecting} receivers={waiting ?? []} onClose={() => setConnecting(false)} />
    </Page>
  );
}
