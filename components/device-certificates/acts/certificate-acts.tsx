"use client";

import { useState } from "react";
import { PlanDialog } from "@/components/jobs/plan/plan-dialog";
import type { PlanInput } from "@/components/jobs/plan/use-making";
import type { CertificateAct, CertificateInList } from "@/lib/contract/device-certificates";
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

interface Opening {
  number: number;
  kind: CertificateAct;
  targets: ActTargets;
}

export interface CertificateActsProps {
  /** What is to be done to what; undefined while nothing is. A new one opens anew. */
  act: { kind: CertificateAct; targets: ActTargets } | undefined;
  onClose: () => void;
  /** The one certificate was acted on, or the plan for several runs now. */
  onDone?: (kind: CertificateAct, certificate: CertificateInList | undefined) => void;
}

/** An act on certificates from its beginning to its end: one at once, several by a plan that is shown first. */
export function CertificateActs({ act, onClose, onDone }: CertificateActsProps) {
  const [opening, setOpening] = useState<Opening>();
  const [shown, setShown] = useState<typeof act>();
  const [plan, setPlan] = useState<PlanInput | null>(null);
  if (shown !== act) {
    setShown(act);
    if (act !== undefined) {
      setOpening({ number: (opening?.number ?? 0) + 1, ...act });
      if (!asks(act.kind, act.targets)) setPlan(planWithoutInput(act.kind, act.targets));
    }
  }
  return (
    <>
      {opening && asks(opening.kind, opening.targets) && (
        <Asking
          key={opening.number}
          {...opening}
          open={act !== undefined && plan === null}
          onClose={onClose}
          onPlan={setPlan}
          onDone={(certificate) => onDone?.(opening.kind, certificate)}
        />
      )}
      <PlanDialog
        plan={plan}
        onClose={(started) => {
          setPlan(null);
          onClose();
          if (started && opening) onDone?.(opening.kind, undefined);
        }}
      />
    </>
  );
}

/** Re-keying and removing many leave nothing to be chosen: their plan comes first. */
function asks(kind: CertificateAct, targets: ActTargets): boolean {
  return "certificate" in targets || (kind !== "rekey" && kind !== "remove");
}

function planWithoutInput(kind: CertificateAct, targets: ActTargets): PlanInput | null {
  if (!("targets" in targets) || (kind !== "rekey" && kind !== "remove")) return null;
  return { kind: `deviceCertificates.${kind}`, input: {}, targets: targets.targets };
}

interface AskingProps extends Opening {
  open: boolean;
  onClose: () => void;
  onPlan: (plan: PlanInput) => void;
  onDone: (certificate: CertificateInList) => void;
}

function Asking({ kind, targets, open, onClose, onPlan, onDone }: AskingProps) {
  if ("certificate" in targets) {
    const { certificate } = targets;
    const OneDialog = oneDialogs[kind];
    return (
      <OneDialog certificate={certificate} open={open} onClose={onClose} onDone={() => onDone(certificate)} />
    );
  }
  if (kind === "rekey" || kind === "remove") return null;
  const ManyForm = manyForms[kind];
  const many: ManyTargets = targets;
  return <ManyForm many={many} open={open} onClose={onClose} onPlan={onPlan} />;
}
