"use client";

import { useState } from "react";
import { readFailure, StaleNotice } from "@/components/patterns/answer";
import { DataTable } from "@/components/patterns/data-table/data-table";
import { Dossier } from "@/components/patterns/dossier";
import { Notice } from "@/components/patterns/notice";
import { Section } from "@/components/patterns/section";
import { EmptyState } from "@/components/patterns/states";
import { useCan } from "@/components/patterns/who";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import type { Credential, JuniperCredentials as Credentials } from "@/lib/contract/juniper-access";
import { useShownJuniper } from "../juniper-context";
import { JuniperNotConnected } from "../juniper-not-connected";
import { useCredentials } from "../queries";
import { credentialColumns } from "./credential-columns";
import { CredentialInUse } from "./credential-in-use";
import { kindWords } from "./credential-words";
import { DueNotice } from "./due-notice";
import { DueSection } from "./due-section";
import { IssuedForm } from "./issued-form";
import { RotationDialog, rotationTitles } from "./rotation-dialog";
import type { Replaceable } from "./rotation-forms";
import { WaitingCandidate } from "./waiting-candidate";

const replaceable: Record<Credentials["auth"], Replaceable | undefined> = {
  oauth2: "client_secret",
  mtls: "client_certificate",
  oidc: undefined,
};

/** The button of the yearly act, and its dialog: each rotation is a new one. */
function Rotation({ kind, isWaiting }: { kind: Replaceable; isWaiting: boolean }) {
  const [rotation, setRotation] = useState({ number: 0, open: false });
  return (
    <>
      <Button
        variant="primary"
        disabledReason={
          isWaiting ? `A new ${kindWords[kind].noun} waits: try it again or discard it first.` : undefined
        }
        onClick={() => setRotation(({ number }) => ({ number: number + 1, open: true }))}
      >
        {rotationTitles[kind]}…
      </Button>
      {rotation.number > 0 && (
        <RotationDialog
          key={rotation.number}
          kind={kind}
          open={rotation.open}
          onClose={() => setRotation(({ number }) => ({ number, open: false }))}
        />
      )}
    </>
  );
}

function InUse({ answer, current }: { answer: Credentials; current: Credential }) {
  const mayChange = useCan()("connections:write");
  const [noting, setNoting] = useState(false);
  const kind = replaceable[answer.auth];
  const isWaiting = answer.credentials.some(
    ({ state, source }) => state === "candidate" && source === "console",
  );
  const mayNote = mayChange && current.kind === "client_secret";
  return (
    <>
      <Dossier
        facts={
          <Section
            title="In use"
            description="What calls to Juniper are made with. It is never shown."
            actions={mayChange && kind && <Rotation kind={kind} isWaiting={isWaiting} />}
          >
            {current.words !== null && (
              <Notice kind="attention" title="Somebody has to see to it">
                {current.words}
              </Notice>
            )}
            <CredentialInUse
              credential={current}
              expiresAt={answer.expiresAt}
              onNote={mayNote ? () => setNoting(true) : undefined}
            />
          </Section>
        }
        life={<DueSection current={current} answer={answer} />}
      />
      {mayNote && <IssuedForm open={noting} issuedAt={current.issuedAt} onClose={() => setNoting(false)} />}
    </>
  );
}

/** What the console proves itself with at Juniper: how old it is, when it ends, and its yearly replacement. */
export function JuniperCredentials() {
  const { connection } = useShownJuniper();
  const isConnected = connection !== undefined && connection.state !== "not_connected";
  const read = useCredentials(isConnected);
  if (connection?.state === "not_connected") {
    return <JuniperNotConnected variables={connection.missing} />;
  }
  const failure = readFailure(read, "Calls to Juniper go on with the credentials in use.");
  if (failure) return failure;
  const answer = read.data?.value;
  if (answer === undefined) return <Skeleton className="h-96 w-full" />;
  const current = answer.credentials.find(({ state }) => state === "current");
  const candidate = answer.credentials.find(
    ({ state, source }) => state === "candidate" && source === "console",
  );
  return (
    <>
      <StaleNotice read={read} vendor="The console" what="the credentials" />
      {current && <DueNotice current={current} answer={answer} />}
      <WaitingCandidate candidate={candidate} />
      {current ? (
        <InUse answer={answer} current={current} />
      ) : (
        <Notice kind="failed" title="No credentials are in use">
          Calls to Juniper fail until there are some.
        </Notice>
      )}
      <Section title="All credentials" description="Those before too, without their values. Latest first.">
        <DataTable
          label="Credentials"
          noun={{ one: "credential", many: "credentials" }}
          columns={credentialColumns}
          rows={answer.credentials}
          rowId={({ credentialId, addedAt }) => `${credentialId} ${addedAt}`}
          rowName={({ kind }) => kindWords[kind].title}
          empty={<EmptyState title="There are no credentials" />}
          paging={{ kind: "cursor", offset: 0, total: answer.credentials.length }}
        />
      </Section>
    </>
  );
}
