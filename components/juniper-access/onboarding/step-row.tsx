"use client";

import { problemOf } from "@/components/patterns/problem";
import { ProblemMessage } from "@/components/patterns/problem-message";
import { ExactTime } from "@/components/patterns/time/timestamp";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { StatusIcon } from "@/components/ui/status-icon";
import type { Onboarding } from "@/lib/contract/juniper-access";
import { useUpdateOnboarding } from "../queries";
import { stepWords, whoseWords } from "./step-words";

/** The columns of the list: below one another on phones. */
export const stepGrid = "grid gap-x-6 gap-y-1 sm:grid-cols-[minmax(0,1fr)_8rem_15rem_7.5rem]";

type Step = Onboarding["steps"][number];

function Done({ step: { doneAt, doneBy } }: { step: Step }) {
  if (doneAt === null) return <span className="text-muted">Not done yet</span>;
  return (
    <span className="text-muted">
      <ExactTime value={doneAt} distance={false} />
      {doneBy !== null && <span className="block [overflow-wrap:anywhere]">by {doneBy}</span>}
    </span>
  );
}

/** A step of the vendor's list: who acts, whether it is done, by whom; marked by whoever may. */
export function StepRow({
  step,
  number,
  value,
  mayChange,
  onWrite,
}: {
  step: Step;
  number: number;
  /** What the step records; undefined for those that record nothing, null while there is nothing. */
  value: string | null | undefined;
  mayChange: boolean;
  /** Opens the form of what was agreed. */
  onWrite: () => void;
}) {
  const update = useUpdateOnboarding();
  const { title, detail } = stepWords[step.step];
  const isDone = step.doneAt !== null;
  const mark = isDone ? "Reopen" : "Mark as done";
  const write = isDone ? "Change…" : "Write down…";
  return (
    <li className="flex gap-3 border-t border-line py-3 text-13">
      <StatusIcon kind={isDone ? "ok" : "neutral"} className="mt-0.5" />
      <div className={cn(stepGrid, "min-w-0 flex-1")}>
        <div className="min-w-0">
          <h3 className="font-medium">
            <span className="sr-only">
              Step {number}, {isDone ? "done" : "open"}:{" "}
            </span>
            {title}
          </h3>
          <p className="text-12 text-muted">{detail}</p>
          {value && <p className="mt-1 font-mono text-12 [overflow-wrap:anywhere]">{value}</p>}
        </div>
        <p>
          <span className="text-muted sm:sr-only">Who acts: </span>
          {whoseWords[step.whose]}
        </p>
        <div>
          <Done step={step} />
        </div>
        {mayChange && (
          <div className="sm:text-right">
            {value === undefined ? (
              <Button
                size="small"
                aria-label={`${mark}: ${title}`}
                loading={update.isPending}
                onClick={() => update.mutate({ body: { steps: { [step.step]: !isDone } } })}
              >
                {mark}
              </Button>
            ) : (
              <Button size="small" aria-label={`${write}: ${title}`} onClick={onWrite}>
                {write}
              </Button>
            )}
          </div>
        )}
        {update.error && (
          <div className="col-span-full mt-1">
            <ProblemMessage problem={problemOf(update.error)} />
          </div>
        )}
      </div>
    </li>
  );
}
