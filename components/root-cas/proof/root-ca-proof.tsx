"use client";

import Download from "lucide-react/icons/download";
import { useEffect, useRef } from "react";
import { problemOf } from "@/components/patterns/problem";
import { ProblemMessage } from "@/components/patterns/problem-message";
import { Section } from "@/components/patterns/section";
import { NoPermission } from "@/components/patterns/states";
import { useCan } from "@/components/patterns/who";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/link";
import { useShownRootCa } from "../page/root-ca-context";
import { useProvePossession } from "../queries";
import { certificateAddress } from "../row-actions";
import { CodeForm } from "./code-form";
import { MadeProof } from "./made-proof";
import { type ProofStep, withCode } from "./proof-draft";
import { Step } from "./step";
import { useProofDraft } from "./use-proof-draft";

/** The focus goes with the step that somebody went to, and stays where it is on arrival. */
function useFocusOnStep(step: ProofStep) {
  const headings = useRef(new Map<ProofStep, HTMLHeadingElement>());
  const moved = useRef(false);
  useEffect(() => {
    if (!moved.current) return;
    moved.current = false;
    headings.current.get(step)?.focus();
  }, [step]);
  return {
    moving: () => {
      moved.current = true;
    },
    headingRef: (number: ProofStep) => (element: HTMLHeadingElement | null) => {
      if (element === null) headings.current.delete(number);
      else headings.current.set(number, element);
    },
  };
}

/** Proves to the server that the root CA was uploaded to that its key is yours, in three steps. */
function ProofSteps() {
  const { caName, rootCa } = useShownRootCa();
  const [draft, setDraft] = useProofDraft(caName);
  const prove = useProvePossession();
  const { moving, headingRef } = useFocusOnStep(draft.step);
  const goTo = (step: ProofStep, next = draft) => {
    moving();
    prove.reset();
    setDraft({ ...next, step });
  };
  const common = (number: ProofStep) => ({
    number,
    current: draft.step,
    onBack: () => goTo(number),
    headingRef: headingRef(number),
  });
  const generate = async () => {
    const { registrationCode } = draft;
    const made = await prove
      .mutateAsync({ params: { caName }, body: { registrationCode } })
      .catch(() => undefined);
    // What went wrong stands beside the button.
    if (made !== undefined) setDraft({ ...draft, made });
  };
  return (
    <ol aria-label="Steps" className="max-w-200">
      <Step {...common(1)} title="Upload the root CA to your cloud">
        <p>
          Download the certificate and register it in your cloud's console, such as AWS IoT Core or Azure IoT
          Hub. There it stays unverified until you prove that its key is yours.
        </p>
        <div className="flex flex-wrap gap-2">
          {rootCa?.certificatePem && (
            <ButtonLink
              href={certificateAddress(caName)}
              download
              icon={<Download aria-hidden className="size-4" />}
            >
              Download CA certificate
            </ButtonLink>
          )}
          <Button variant="primary" onClick={() => goTo(2)}>
            Continue
          </Button>
        </div>
        {rootCa?.certificatePem === null && (
          <p className="text-muted">u-blox has not told its certificate, so there is nothing to download.</p>
        )}
      </Step>
      <Step
        {...common(2)}
        title="Enter the registration code"
        done={<span className="font-mono text-12 [overflow-wrap:anywhere]">{draft.registrationCode}</span>}
      >
        <CodeForm code={draft.registrationCode} onCode={(code) => goTo(3, withCode(draft, code))} />
      </Step>
      <Step {...common(3)} title="Generate the proof and upload it">
        {draft.made === null ? (
          <>
            <p>
              u-blox signs a certificate with this root CA's key that holds your registration code. One call
              to u-blox; nothing changes on any device.
            </p>
            {prove.error && <ProblemMessage problem={problemOf(prove.error)} />}
            <Button variant="primary" loading={prove.isPending} onClick={() => void generate()}>
              Generate certificate
            </Button>
          </>
        ) : (
          <>
            <MadeProof made={draft.made} />
            <p>
              Upload it where you found the registration code. Your cloud then trusts certificates that this
              root CA has signed.
            </p>
            <Button
              onClick={() => {
                moving();
                setDraft(undefined);
              }}
            >
              Start over
            </Button>
          </>
        )}
      </Step>
    </ol>
  );
}

/** The tab: for whoever may not have one made it says who can. */
export function RootCaProof() {
  const mayProve = useCan()("root-cas:write");
  if (!mayProve) return <NoPermission permission="root-cas:write" what="prove possession of a root CA" />;
  return (
    <Section
      title="Proof of possession"
      description="Shows your cloud that this root CA's key is yours, so that it trusts your devices. It can be done as often as needed, once for each cloud."
    >
      <ProofSteps />
    </Section>
  );
}
