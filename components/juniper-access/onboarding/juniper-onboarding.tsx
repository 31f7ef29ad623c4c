"use client";

import { useState } from "react";
import { readFailure } from "@/components/patterns/answer";
import { Notice } from "@/components/patterns/notice";
import { Section } from "@/components/patterns/section";
import { RelativeTime } from "@/components/patterns/time/timestamp";
import { useCan } from "@/components/patterns/who";
import { cn } from "@/components/ui/cn";
import { Progress } from "@/components/ui/progress";
import { Skeleton } from "@/components/ui/skeleton";
import { type Onboarding, type OnboardingStep, onboardingFacts } from "@/lib/contract/juniper-access";
import { useShownJuniper } from "../juniper-context";
import { useOnboarding, useSettings } from "../queries";
import { FactsForm } from "./facts-form";
import { StepRow, stepGrid } from "./step-row";
import { otherwise } from "./step-words";

const factsBySteps: Partial<Record<OnboardingStep, (typeof onboardingFacts)[keyof typeof onboardingFacts]>> =
  onboardingFacts;

/** What a step records: undefined where it records nothing, null while nothing is written down. */
function recordedBy(onboarding: Onboarding, step: OnboardingStep): string | null | undefined {
  const fact = factsBySteps[step];
  return fact === undefined ? undefined : onboarding[fact];
}

/** A call that works is more than a mark that somebody set. */
function WorksAlready({ onboarding }: { onboarding: Onboarding }) {
  const { connection } = useShownJuniper();
  const validated = onboarding.steps.find(({ step }) => step === "validated");
  if (!connection?.lastSuccessAt || validated?.doneAt) return null;
  return (
    <Notice kind="ok" title="A call to Juniper has worked already">
      The last one <RelativeTime value={connection.lastSuccessAt} />. The step “Show that a call works” can be
      marked as done.
    </Notice>
  );
}

/** The vendor's checklist of the onboarding, and what was agreed. It needs no connection. */
export function JuniperOnboarding() {
  const mayChange = useCan()("connections:write");
  const read = useOnboarding();
  const auth = useSettings().data?.value.auth;
  const [writing, setWriting] = useState(false);
  const failure = readFailure(read);
  if (failure) return failure;
  const onboarding = read.data?.value;
  if (onboarding === undefined) return <Skeleton className="h-96 w-full" />;
  const done = onboarding.steps.filter(({ doneAt }) => doneAt !== null).length;
  const total = onboarding.steps.length;
  return (
    <Section
      title="Onboarding"
      description="Juniper’s own steps, in its order. Nothing here is sent to Juniper: it is kept for whoever comes after you."
    >
      <Progress
        label="Steps"
        value={done}
        max={total}
        text={`${done} of ${total} done`}
        className="max-w-120"
      />
      {mayChange && <WorksAlready onboarding={onboarding} />}
      {auth !== undefined && otherwise[auth] !== undefined && (
        <Notice kind="neutral" title="Another mechanism is chosen">
          {otherwise[auth]}
        </Notice>
      )}
      <div className="border-b border-line">
        <div
          aria-hidden
          className={cn(stepGrid, "hidden pb-1.5 pl-7 text-12 font-medium text-muted sm:grid")}
        >
          <span>Step</span>
          <span>Who acts</span>
          <span>Done</span>
        </div>
        <ol aria-label="Steps of the onboarding">
          {onboarding.steps.map((step, index) => (
            <StepRow
              key={step.step}
              step={step}
              number={index + 1}
              value={recordedBy(onboarding, step.step)}
              mayChange={mayChange}
              onWrite={() => setWriting(true)}
            />
          ))}
        </ol>
      </div>
      {mayChange && <FactsForm open={writing} onboarding={onboarding} onClose={() => setWriting(false)} />}
    </Section>
  );
}
