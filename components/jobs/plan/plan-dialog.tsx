"use client";

import { useState } from "react";
import { OpenedPlan } from "./opened-plan";
import type { PlanInput } from "./use-making";

export interface PlanDialogProps {
  /** What is to be done to what; null while the dialog is closed. A new one opens it anew. */
  plan: PlanInput | null;
  /** The targets, where the plan says that they come from a file. */
  file?: File;
  /** `started`: the plan runs now. Otherwise it was discarded, or stays in Jobs for a day. */
  onClose: (started: boolean) => void;
}

interface Opening {
  number: number;
  plan: PlanInput;
  file: File | undefined;
}

/**
 * Every act on a selection goes through this: it makes the plan, shows it being prepared, then what it would do to how
 * many, what it leaves out and why, what it costs and what follows; and starts exactly that. After the start the header
 * shows the job.
 */
export function PlanDialog({ plan, file, onClose }: PlanDialogProps) {
  const [opening, setOpening] = useState<Opening>();
  const [open, setOpen] = useState(false);
  if (open !== (plan !== null)) {
    setOpen(plan !== null);
    if (plan !== null) setOpening({ number: (opening?.number ?? 0) + 1, plan, file });
  }
  // What was open stays while it fades, and keeps nothing for the next opening.
  return opening && <OpenedPlan key={opening.number} {...opening} open={open} onClose={onClose} />;
}
