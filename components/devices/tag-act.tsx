"use client";

import { useState } from "react";
import { PlanDialog } from "@/components/jobs/plan/plan-dialog";
import type { PlanInput } from "@/components/jobs/plan/use-making";
import type { TagTargets } from "./tag-targets";
import { type TagAct, TagsForm } from "./tags-form";

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  act: TagAct;
  targets: TagTargets;
  /** The one device is changed, or the plan for several runs now. */
  onDone?: () => void;
}

/** Assigning or removing tags from its beginning to its end: the tags are chosen, then the plan, if it takes one, is shown. */
export function TagActDialogs({ onDone, ...form }: Props) {
  const [plan, setPlan] = useState<PlanInput | null>(null);
  return (
    <>
      <TagsForm {...form} onDone={onDone} onPlan={setPlan} />
      <PlanDialog
        plan={plan}
        onClose={(started) => {
          setPlan(null);
          if (started) onDone?.();
        }}
      />
    </>
  );
}
