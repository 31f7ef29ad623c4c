"use client";

import { useState } from "react";
import { PlanDialog } from "@/components/jobs/plan/plan-dialog";
import type { PlanInput } from "@/components/jobs/plan/use-making";
import type { CertificateAct } from "@/lib/contract/device-certificates";
import type { OneProps } from "./act-dialog";
import { RekeyDialog, RemoveDialog, RenewDialog, RevokeDialog, TransferDialog } from "./one-dialogs";
import { type ManyTargets, RenewForm, RevokeForm, TransferForm } from "./plan-form";
import type { ActTargets } from "./targets";

const oneDialogs: Readonly<Record<CertificateAct, (props: OneProps) => React.ReactNode>> = {
  renew: RenewDialog,
  rekey: RekeyDialog,
  remove: RemoveDialog,
  revoke: RevokeDialog,
  transfer: TransferDialog,
};

const manyForms = { renew: RenewForm, revoke: RevokeForm, transfer: TransferForm } as const;

/** What is to be done to what. */
export interface ChosenAct {
  kind: CertificateAct;
  targets: ActTargets;
}

interface Opening<Chosen extends ChosenAct> {
  number: number;
  chosen: Chosen;
}

export interface CertificateActsProps<Chosen extends ChosenAct> {
  /** Undefined while nothing is. A new one opens anew. */
  act: Chosen | undefined;
  onClose: () => void;
  /** The one certificate was acted on, or the plan for several runs now. */
  onDone?: (done: Chosen) => void;
}

/** An act on certificates from its beginning to its end: one at once, several by a plan that is shown first. */
export function CertificateActs<Chosen extends ChosenAct>({
  act,
  onClose,
  onDone,
}: CertificateActsProps<Chosen>) {
  const [opening, setOpening] = useState<Opening<Chosen>>();
  const [shown, setShown] = useState<Chosen>();
  const [plan, setPlan] = useState<PlanInput | null>(null);
  if (shown !== act) {
    setShown(act);
    if (act !== undefined) {
      setOpening({ number: (opening?.number ?? 0) + 1, chosen: act });
      if (!asks(act)) setPlan(planWithoutInput(act));
    }
  }
  const done = () => opening && onDone?.(opening.chosen);
  return (
    <>
      {opening && asks(opening.chosen) && (
        <Asking
          key={opening.number}
          {...opening.chosen}
          open={act !== undefined && plan === null}
          onClose={onClose}
          onPlan={setPlan}
          onDone={done}
        />
      )}
      <PlanDialog
        plan={plan}
        onClose={(started) => {
          setPlan(null);
          onClose();
          if (started) done();
        }}
      />
    </>
  );
}

/** Re-keying and removing many leave nothing to be chosen: their plan comes first. */
function asks({ kind, targets }: ChosenAct): boolean {
  return "certificate" in targets || (kind !== "rekey" && kind !== "remove");
}

function planWithoutInput({ kind, targets }: ChosenAct): PlanInput | null {
  if (!("targets" in targets) || (kind !== "rekey" && kind !== "remove")) return null;
  return { kind: `deviceCertificates.${kind}`, input: {}, targets: targets.targets };
}

interface AskingProps extends ChosenAct {
  open: boolean;
  onClose: () => void;
  onPlan: (plan: PlanInput) => void;
  onDone: () => void;
}

function Asking({ kind, targets, open, onClose, onPlan, onDone }: AskingProps) {
  if ("certificate" in targets) {
    const OneDialog = oneDialogs[kind];
    return <OneDialog certificate={targets.certificate} open={open} onClose={onClose} onDone={onDone} />;
  }
  if (kind === "rekey" || kind === "remove") return null;
  const ManyForm = manyForms[kind];
  const many: ManyTargets = targets;
  return <ManyForm many={many} open={open} onClose={onClose} onPlan={onPlan} />;
}
