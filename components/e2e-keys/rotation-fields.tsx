"use client";

import { Field } from "@/components/ui/field";
import { NumberField } from "@/components/ui/number-field";
import { RadioGroup, type RadioOption } from "@/components/ui/radio-group";
import { daysProblem, type RotationDraft, rotationOf } from "./rotation-draft";

const types: RadioOption<RotationDraft["type"]>[] = [
  {
    value: "automatic",
    label: "Automatic",
    description: "A new key after some days; until then look-ups answer with the same one.",
  },
  { value: "continuous", label: "Continuous", description: "A new key at every look-up." },
];

/** How keys are to rotate. */
export function RotationFields({
  value,
  onValueChange,
}: {
  value: RotationDraft;
  onValueChange: (value: RotationDraft) => void;
}) {
  return (
    <>
      <RadioGroup
        legend="Rotation"
        options={types}
        value={value.type}
        onValueChange={(type) => onValueChange({ ...value, type })}
      />
      {value.type === "automatic" && (
        <Field
          label="New key after"
          description="1 to 30 days. Fewer days than a device's heartbeat shorten its heartbeat."
          error={rotationOf(value) === undefined ? daysProblem : undefined}
        >
          <NumberField
            value={value.days}
            onValueChange={(days) => onValueChange({ ...value, days })}
            min={1}
            max={30}
            unit={value.days === 1 ? "day" : "days"}
          />
        </Field>
      )}
    </>
  );
}
