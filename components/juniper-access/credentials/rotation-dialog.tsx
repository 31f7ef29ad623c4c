"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useEffect, useId, useRef, useState } from "react";
import { FormProvider, useForm } from "react-hook-form";
import { CallBudgetGauge } from "@/components/patterns/call-budget";
import { applyProblem } from "@/components/patterns/form-sheet/apply-problem";
import { type Problem, problemOf } from "@/components/patterns/problem";
import { ProblemMessage } from "@/components/patterns/problem-message";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Dialog } from "@/components/ui/dialog";
import { Spinner } from "@/components/ui/spinner";
import type { CredentialTrial } from "@/lib/contract/juniper-access";
import { useShownJuniper } from "../juniper-context";
import { useDiscardCredential, useRotate, useTryCredential } from "../queries";
import { kindWords } from "./credential-words";
import { type Replaceable, type RotationBody, type RotationInput, rotationForms } from "./rotation-forms";
import { RotationSteps } from "./rotation-steps";
import { TrialResult } from "./trial-result";

export const rotationTitles: Record<Replaceable, string> = {
  client_secret: "Rotate secret",
  client_certificate: "Replace certificate",
};

/**
 * The yearly replacement, guided: enter the new one, it is tried, see what came of it. Mount it anew for each rotation:
 * nothing of one is left for the next.
 */
export function RotationDialog({
  kind,
  open,
  onClose,
}: {
  kind: Replaceable;
  open: boolean;
  onClose: () => void;
}) {
  const [trial, setTrial] = useState<CredentialTrial>();
  const [problem, setProblem] = useState<Problem>();
  const { budget } = useShownJuniper();
  const rotate = useRotate(setTrial);
  const again = useTryCredential();
  const discard = useDiscardCredential();
  const formId = useId();
  const { schema, empty, fields } = rotationForms[kind];
  const { noun } = kindWords[kind];
  const form = useForm<RotationInput, unknown, RotationBody>({
    resolver: zodResolver(schema),
    defaultValues: empty(),
  });
  const trying = rotate.isPending || again.isPending;
  const busy = trying || discard.isPending;

  const attempt = async (act: () => Promise<unknown>, onProblem: (found: Problem) => void) => {
    setProblem(undefined);
    try {
      await act();
    } catch (thrown) {
      onProblem(problemOf(thrown));
    }
  };
  const submit = form.handleSubmit((body) =>
    attempt(
      async () => {
        await rotate.mutateAsync({ body });
        form.reset(empty());
      },
      (found) => setProblem(applyProblem(form, found)),
    ),
  );
  const tryAgain = ({ credential: { credentialId } }: CredentialTrial) =>
    attempt(async () => setTrial(await again.mutateAsync({ params: { credentialId } })), setProblem);
  const throwAway = ({ credential: { credentialId } }: CredentialTrial) =>
    attempt(async () => {
      await discard.mutateAsync({ params: { credentialId } });
      onClose();
    }, setProblem);
  const startOver = () => {
    setProblem(undefined);
    setTrial(undefined);
  };

  return (
    <Dialog
      open={open}
      // What was sent must not lose its answer: while it is tried the dialog stays.
      onOpenChange={(next) => !next && !busy && onClose()}
      modalOnly
      title={rotationTitles[kind]}
      description={`Old ${noun} kept until the new one passes a test call.`}
      footer={
        trial === undefined || trying ? (
          <>
            <Button onClick={onClose} disabledReason={busy ? "Wait for Juniper’s answer." : undefined}>
              Cancel
            </Button>
            <Button type="submit" form={formId} variant="primary" loading={trying}>
              Try new {noun}
            </Button>
          </>
        ) : (
          <ResultButtons
            trial={trial}
            discarding={discard.isPending}
            onClose={onClose}
            onTryAgain={() => void tryAgain(trial)}
            onDiscard={() => void throwAway(trial)}
            onStartOver={startOver}
          />
        )
      }
    >
      <div className="flex flex-col gap-4">
        <RotationSteps noun={noun} current={trying ? 2 : trial === undefined ? 1 : 3} />
        {problem && <ProblemMessage problem={problem} />}
        {trying && (
          <Spinner
            label={`Trying the new ${noun} with one call to Juniper. Its answer can take some seconds.`}
          />
        )}
        {trial !== undefined && !trying && <TrialResult trial={trial} />}
        <FormProvider {...form}>
          <form
            id={formId}
            noValidate
            autoComplete="off"
            onSubmit={(event) => {
              event.stopPropagation();
              if (busy) event.preventDefault();
              else void submit(event);
            }}
            // It stays while it is tried: whatever goes wrong, nothing has to be entered twice.
            className={cn("flex flex-col gap-4", (trying || trial !== undefined) && "hidden")}
          >
            {fields}
            <div className="flex flex-col gap-1 border-t border-line pt-3 text-13 text-muted">
              <p>It is tried at once, with one call to Juniper that changes nothing there.</p>
              {budget.data && <CallBudgetGauge budget={budget.data.value} plain />}
            </div>
          </form>
        </FormProvider>
      </div>
    </Dialog>
  );
}

function ResultButtons(props: {
  trial: CredentialTrial;
  discarding: boolean;
  onClose: () => void;
  onTryAgain: () => void;
  onDiscard: () => void;
  onStartOver: () => void;
}) {
  const primary = useRef<HTMLButtonElement>(null);
  // The button that was pressed is gone: what comes next is where the focus goes.
  useEffect(() => primary.current?.focus(), []);
  switch (props.trial.outcome) {
    case "accepted":
      return (
        <Button ref={primary} variant="primary" onClick={props.onClose}>
          Done
        </Button>
      );
    case "refused":
      return (
        <>
          <Button onClick={props.onClose}>Close</Button>
          <Button ref={primary} variant="primary" onClick={props.onStartOver}>
            Enter another one
          </Button>
        </>
      );
    case "unclear":
      return (
        <>
          <Button variant="ghost" loading={props.discarding} onClick={props.onDiscard}>
            Discard
          </Button>
          <Button onClick={props.onClose}>Keep for later</Button>
          <Button ref={primary} variant="primary" onClick={props.onTryAgain}>
            Try again
          </Button>
        </>
      );
  }
}
