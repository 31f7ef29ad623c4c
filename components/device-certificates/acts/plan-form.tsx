"use client";

import { z } from "zod";
import type { PlanInput } from "@/components/jobs/plan/use-making";
import { FormField } from "@/components/patterns/form-sheet/form-field";
import { FormSheet } from "@/components/patterns/form-sheet/form-sheet";
import { exactTime } from "@/components/patterns/time/format-time";
import { Textarea } from "@/components/ui/textarea";
import { statedReason } from "@/lib/contract/reason";
import { caName, certificateValidityDays } from "@/lib/contract/root-cas";
import { useRootCas } from "../queries";
import { RootCaSelect } from "./root-ca-select";
import type { ActTargets } from "./targets";
import { ValidityField } from "./validity-field";

export type ManyTargets = Extract<ActTargets, { targets: unknown }>;

interface Props {
  many: ManyTargets;
  open: boolean;
  onClose: () => void;
  /** What is to be planned: nothing is sent before the plan is started. */
  onPlan: (plan: PlanInput) => void;
}

const certificates = (count: number) =>
  `${count.toLocaleString("en-US")} ${count === 1 ? "certificate" : "certificates"}`;

const makePlan = "Make plan";
const nothingYet =
  "A plan shows first which they are, which are left out and why. Nothing is sent before you start it.";

const renewal = z.object({ validityDays: certificateValidityDays });

/** How long many certificates are to hold. Each root CA's end is held against it when the plan is made. */
export function RenewForm({ many, open, onClose, onPlan }: Props) {
  const ca = useRootCas(open).data?.find((one) => one.caName === many.caName);
  return (
    <FormSheet
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={`Renew ${certificates(many.count)}`}
      submitLabel={makePlan}
      description={`Same key, new serial, at next heartbeat. ${nothingYet}`}
      schema={renewal}
      defaultValues={{ validityDays: 365 }}
      onSubmit={async (input) => onPlan({ kind: "deviceCertificates.renew", input, targets: many.targets })}
    >
      {(form) => (
        <ValidityField
          value={form.watch("validityDays") ?? null}
          onValueChange={(days) =>
            form.setValue("validityDays", days ?? Number.NaN, {
              shouldDirty: true,
              shouldValidate: form.formState.isSubmitted,
            })
          }
          ca={ca}
          error={form.formState.errors.validityDays?.message}
        />
      )}
    </FormSheet>
  );
}

const revocation = z.object({ reason: statedReason });

/** Why many certificates are revoked, for our own record. */
export function RevokeForm({ many, open, onClose, onPlan }: Props) {
  return (
    <FormSheet
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={`Revoke ${certificates(many.count)}`}
      submitLabel={makePlan}
      description={`On the CRL at once, for ever. They stay on their devices, and your cloud must check the CRL. ${nothingYet}`}
      schema={revocation}
      defaultValues={{ reason: "" }}
      onSubmit={async (input) => onPlan({ kind: "deviceCertificates.revoke", input, targets: many.targets })}
    >
      <FormField
        name="reason"
        label="Reason"
        description="Stands in every audit row of the job, for ever. u-blox is not told it."
      >
        {(field) => <Textarea {...field} rows={2} />}
      </FormField>
    </FormSheet>
  );
}

const move = z.object({ toCaName: caName });

/** Where many certificates move to. */
export function TransferForm({ many, open, onClose, onPlan }: Props) {
  const cas = useRootCas(open).data;
  return (
    <FormSheet
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={`Move ${certificates(many.count)}`}
      submitLabel={makePlan}
      description={`To another root CA, at next heartbeat. The plan says whose validity shrinks. ${nothingYet}`}
      schema={move}
      defaultValues={{ toCaName: "" }}
      onSubmit={async (input) =>
        onPlan({ kind: "deviceCertificates.transfer", input, targets: many.targets })
      }
    >
      {(form) => {
        const chosen = form.watch("toCaName");
        const endsAt = cas?.find((one) => one.caName === chosen)?.endsAt;
        const fault = form.formState.errors.toCaName && "Choose the root CA to move to.";
        return (
          <>
            <RootCaSelect
              value={chosen || null}
              onValueChange={(to) =>
                form.setValue("toCaName", to ?? "", {
                  shouldDirty: true,
                  shouldValidate: form.formState.isSubmitted,
                })
              }
              without={many.caName}
              error={fault}
            />
            {endsAt && (
              <p className="text-13 text-soft">Validity capped by target CA (ends {exactTime(endsAt)}).</p>
            )}
          </>
        );
      }}
    </FormSheet>
  );
}
