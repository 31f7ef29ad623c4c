"use client";

import { useState } from "react";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { Notice } from "@/components/patterns/notice";
import { problemOf } from "@/components/patterns/problem";
import { ProblemMessage } from "@/components/patterns/problem-message";
import { ExactTime } from "@/components/patterns/time/timestamp";
import { useCan } from "@/components/patterns/who";
import { Button } from "@/components/ui/button";
import type { Credential } from "@/lib/contract/juniper-access";
import { useDiscardCredential, useTryCredential } from "../queries";
import { kindWords } from "./credential-words";
import { TrialResult } from "./trial-result";

/** New credentials whose trial had no clear answer: they can be tried again, or discarded. */
export function WaitingCandidate({ candidate }: { candidate: Credential | undefined }) {
  const mayChange = useCan()("connections:write");
  const again = useTryCredential();
  const discard = useDiscardCredential();
  const [discarding, setDiscarding] = useState<Credential>();
  const noun = kindWords[candidate?.kind ?? discarding?.kind ?? "client_secret"].noun;
  return (
    <>
      {again.error && <ProblemMessage problem={problemOf(again.error)} />}
      {again.data && again.data.outcome !== "unclear" && <TrialResult trial={again.data} />}
      {candidate && (
        <Notice
          kind={candidate.words === null ? "waiting" : "unknown"}
          title={
            candidate.words === null
              ? `A new ${noun} is being tried, or its trial was cut off`
              : `A new ${noun} waits: it is not known whether Juniper accepts it`
          }
          actions={
            mayChange && (
              <>
                <Button size="small" onClick={() => setDiscarding(candidate)}>
                  Discard…
                </Button>
                <Button
                  size="small"
                  variant="primary"
                  loading={again.isPending}
                  onClick={() => again.mutate({ params: { credentialId: candidate.credentialId } })}
                >
                  Try again
                </Button>
              </>
            )
          }
        >
          {candidate.words && <p>{candidate.words}</p>}
          <p>
            Entered <ExactTime value={candidate.addedAt} distance={false} />
            {candidate.addedBy !== null && <> by {candidate.addedBy}</>}. Trying it costs one call to Juniper.
          </p>
        </Notice>
      )}
      <ConfirmDialog
        open={discarding !== undefined}
        onOpenChange={(open) => !open && setDiscarding(undefined)}
        level={1}
        title={`Discard new ${noun}`}
        consequence="What was entered is deleted here. The one in use stays in use, and Juniper is told nothing."
        onConfirm={async () => {
          if (discarding === undefined) return;
          await discard.mutateAsync({ params: { credentialId: discarding.credentialId } });
        }}
      />
    </>
  );
}
