"use client";

import { useState } from "react";
import { PlanDialog } from "@/components/jobs/plan/plan-dialog";
import type { PlanInput } from "@/components/jobs/plan/use-making";
import type { EntitlementGroup } from "../paths";
import { ActivateDialog, type Activated } from "./activate-dialog";
import { ActivateForm, type One } from "./activate-form";
import { ActivatedDialog } from "./activated-dialog";
import type { Activatable } from "./activation-words";

interface Props {
  /** Undefined while nobody wants to activate. What follows the form goes on after it. */
  entitlement: Activatable | undefined;
  group: EntitlementGroup;
  onClose: () => void;
}

/** Activating from its beginning to its end: which devices, then a question for one of them, or a plan for many. */
export function ActivateActs({ entitlement, group, onClose }: Props) {
  const [shown, setShown] = useState<Activatable>();
  if (entitlement !== undefined && entitlement !== shown) setShown(entitlement);
  // What a dialog was about stays while it fades.
  const [question, setQuestion] = useState<{ one: One; open: boolean }>();
  const [answer, setAnswer] = useState<{ activated: Activated; open: boolean }>();
  const [planned, setPlanned] = useState<{ plan: PlanInput; file: File | undefined }>();
  return (
    <>
      <ActivateForm
        entitlement={entitlement}
        group={group}
        onClose={onClose}
        onOne={(one) => setQuestion({ one, open: true })}
        onPlan={(plan, file) => setPlanned({ plan, file })}
      />
      {shown && question && (
        <ActivateDialog
          entitlement={shown}
          one={question.one}
          group={group}
          open={question.open}
          onClose={() => setQuestion({ ...question, open: false })}
          onActivated={(activated) => setAnswer({ activated, open: true })}
        />
      )}
      {shown && answer && (
        <ActivatedDialog
          entitlement={shown}
          activated={answer.activated}
          group={group}
          open={answer.open}
          onClose={() => setAnswer({ ...answer, open: false })}
        />
      )}
      <PlanDialog plan={planned?.plan ?? null} file={planned?.file} onClose={() => setPlanned(undefined)} />
    </>
  );
}
