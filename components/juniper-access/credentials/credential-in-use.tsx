"use client";

import { type Fact, Facts } from "@/components/patterns/facts";
import { Identifier } from "@/components/patterns/identifier";
import { ExactTime } from "@/components/patterns/time/timestamp";
import { Button } from "@/components/ui/button";
import { Status } from "@/components/ui/status";
import type { Credential, JuniperCredentials } from "@/lib/contract/juniper-access";
import { environmentVariables, kindWords, standingOf } from "./credential-words";

function SetBy({ credential: { kind, source, addedAt, addedBy } }: { credential: Credential }) {
  if (source === "environment") {
    return (
      <>
        in the environment, <span className="font-mono text-12">{environmentVariables[kind]}</span>
      </>
    );
  }
  return (
    <>
      in the console by {addedBy ?? "the console itself"}, <ExactTime value={addedAt} distance={false} />
    </>
  );
}

function certificateFacts({ subject, fingerprintSha256 }: Credential): Fact[] {
  return [
    { label: "Subject", value: subject, missing: "not readable" },
    {
      label: "SHA-256",
      value: fingerprintSha256 && <Identifier value={fingerprintSha256} label="SHA-256 fingerprint" />,
      missing: "not readable",
    },
  ];
}

/** Of what stands in the environment it is noted only once something else about it is. */
const notWorked = ({ source }: Credential) =>
  source === "environment" ? "not noted" : "no call has succeeded with it yet";

/** The credentials that calls are made with now: everything about them but themselves. */
export function CredentialInUse({
  credential,
  expiresAt,
  onNote,
}: {
  credential: Credential;
  expiresAt: JuniperCredentials["expiresAt"];
  /** Opens the form for the issue date; undefined where it is not to be written down. */
  onNote: (() => void) | undefined;
}) {
  const { kind, word } = standingOf(credential);
  return (
    <Facts
      facts={[
        { label: kindWords[credential.kind].title, value: <Status kind={kind}>{word}</Status> },
        { label: "Set", value: <SetBy credential={credential} /> },
        {
          label: "Issued",
          value: (
            <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <ExactTime value={credential.issuedAt} missing="nobody has said when" />
              {onNote && (
                <Button size="small" onClick={onNote}>
                  {credential.issuedAt === null ? "Note issue date…" : "Change issue date…"}
                </Button>
              )}
            </span>
          ),
        },
        {
          label: "Ends",
          value: expiresAt && <ExactTime value={expiresAt} />,
          missing: "not known while nobody has said when it was issued",
        },
        {
          label: "Has worked since",
          value: credential.provedAt && <ExactTime value={credential.provedAt} />,
          missing: notWorked(credential),
        },
        ...(credential.kind === "client_certificate" ? certificateFacts(credential) : []),
      ]}
    />
  );
}
