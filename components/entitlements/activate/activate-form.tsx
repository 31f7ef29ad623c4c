"use client";

import type { PlanInput } from "@/components/jobs/plan/use-making";
import { CallBudgetGauge } from "@/components/patterns/call-budget";
import { FormSheet } from "@/components/patterns/form-sheet/form-sheet";
import { RadioGroup, type RadioOption } from "@/components/ui/radio-group";
import type { EntitlementGroup } from "../paths";
import { useBudget } from "../queries";
import { freeWords, nameOf } from "../words";
import { type Activatable, caution } from "./activation-words";
import { type ChosenSerials, chosenSerials, nothingChosen, type SerialSource } from "./chosen-serials";
import { QuantityField, serialFields } from "./serial-fields";

const sources: RadioOption<SerialSource>[] = [
  { value: "pasted", label: "Serial numbers" },
  { value: "file", label: "A file of serial numbers" },
];

/** One device, which is asked about before anything is sent. */
export type One = Extract<ChosenSerials, { at: "once" }>;

interface Props {
  entitlement: Activatable | undefined;
  group: EntitlementGroup;
  onClose: () => void;
  onOne: (one: One) => void;
  onPlan: (plan: PlanInput, file: File | undefined) => void;
}

/** Names the devices that are to get a license of an entitlement. Nothing is sent by it. */
export function ActivateForm({ entitlement, group, onClose, onOne, onPlan }: Props) {
  const budget = useBudget();
  const warned = entitlement && caution(entitlement);
  return (
    <FormSheet
      open={entitlement !== undefined}
      onOpenChange={(open) => !open && onClose()}
      title="Activate licenses"
      submitLabel="Continue"
      description={
        entitlement && (
          <>
            <b className="font-medium text-ink">{nameOf(entitlement)}</b>
            {`: ${freeWords(entitlement.quantity)}.`}
          </>
        )
      }
      schema={chosenSerials}
      defaultValues={nothingChosen}
      onSubmit={async (chosen) => {
        if (chosen.at === "once") return onOne(chosen);
        const input = {
          ssrn: entitlement?.ssrn ?? "",
          quantity: chosen.quantity,
          ...group,
        };
        onPlan(
          { kind: "licenses.activate", input, targets: chosen.targets },
          "file" in chosen ? chosen.file : undefined,
        );
      }}
    >
      {(form) => {
        const from = form.watch("from");
        const Serials = serialFields[from];
        return (
          <>
            {warned !== undefined && <p className="text-13 text-attention">{warned}</p>}
            <RadioGroup
              legend="Activate for"
              value={from}
              onValueChange={(chosen) => form.setValue("from", chosen, { shouldDirty: true })}
              options={sources}
            />
            <Serials />
            {entitlement && <QuantityField entitlement={entitlement} />}
            <p className="text-13 text-muted">
              Each device takes one Juniper call. For one device you are asked next; for more, a plan is shown
              first, and nothing is sent until you start it.
            </p>
            {budget && <CallBudgetGauge budget={budget} plain />}
          </>
        );
      }}
    </FormSheet>
  );
}
