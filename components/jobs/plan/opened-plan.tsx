"use client";

import { useId, useState } from "react";
import { problemOf } from "@/components/patterns/problem";
import { Dialog } from "@/components/ui/dialog";
import { announce } from "@/components/ui/live-region";
import { jobKinds } from "@/lib/contract/job-kinds";
import { usePlan } from "../queries";
import { canStart } from "../words/starting";
import { PlanBody } from "./plan-body";
import { LeavingFooter, PlanFooter } from "./plan-footer";
import { consequenceOf } from "./plan-preview";
import { leavingQuestion, type PlanView, planView } from "./plan-view";
import { StartForm } from "./start-form";
import { type PlanInput, useMaking } from "./use-making";
import { usePlanNews } from "./use-plan-news";

interface OpenedPlanProps {
  plan: PlanInput;
  file: File | undefined;
  open: boolean;
  onClose: (started: boolean) => void;
}

/** One opening of the plan dialog, from asking for the plan to its start. */
export function OpenedPlan({ plan, file, open, onClose }: OpenedPlanProps) {
  const { making, abandon } = useMaking(plan, file);
  const read = usePlan(open && making.stage === "made" ? making.jobId : undefined);
  const latest = planView(making, read.data?.value, read.error ? problemOf(read.error) : undefined);
  const [leaving, setLeaving] = useState(false);
  const [busy, setBusy] = useState(false);
  const [started, setStarted] = useState(false);
  const [confirmed, setConfirmed] = useState<PlanView>();
  // The news of a start may come before its answer: what was confirmed here was not started elsewhere.
  const view = (busy || started) && confirmed ? confirmed : latest;
  usePlanNews(view);
  const formId = useId();

  const job = "job" in view ? view.job : undefined;
  const question = leaving ? leavingQuestion(view) : undefined;
  const discard = () => {
    abandon();
    announce("The plan was discarded.");
    onClose(false);
  };
  /** A start that was sent must not lose its answer, and a plan that stands is not thrown away by a slip. */
  const leave = () => {
    if (busy) return;
    if (question) setLeaving(false);
    else if (leavingQuestion(view)) setLeaving(true);
    else {
      if (view.shows === "asking") abandon();
      onClose(false);
    }
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && leave()}
      size="large"
      title={question?.title ?? job?.title ?? jobKinds[plan.kind].label}
      description={question?.words ?? (view.shows === "ready" ? consequenceOf(view.job) : undefined)}
      footer={
        question ? (
          <LeavingFooter
            mayKeep={question.mayKeep}
            onBack={() => setLeaving(false)}
            onDiscard={discard}
            onKeep={() => onClose(false)}
          />
        ) : (
          <PlanFooter
            view={view}
            formId={formId}
            busy={busy}
            onDiscard={discard}
            onClose={() => (view.shows === "asking" ? discard() : onClose(false))}
          />
        )
      }
    >
      {/* Hidden, not gone, while it is asked: what was typed stays. */}
      <div hidden={question !== undefined} className="flex flex-col gap-5 [&[hidden]]:hidden">
        <PlanBody view={view} file={file} />
        {view.shows === "ready" && canStart(view.job) && (
          <StartForm
            id={formId}
            job={view.job}
            onBusyChange={(next) => {
              if (next) setConfirmed(view);
              setBusy(next);
            }}
            onStarted={() => {
              setStarted(true);
              onClose(true);
            }}
          />
        )}
      </div>
    </Dialog>
  );
}
