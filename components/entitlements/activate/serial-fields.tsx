"use client";

import { useFormContext } from "react-hook-form";
import type { z } from "zod";
import { type NamedBy, NamesFileField, PastedNamesField } from "@/components/patterns/named-devices-fields";
import { splitPasted } from "@/components/patterns/pasted-lines";
import { Field } from "@/components/ui/field";
import { NumberField } from "@/components/ui/number-field";
import { fileRowsMax } from "@/lib/contract/job-kinds";
import { type Activatable, shortage } from "./activation-words";
import { type chosenSerials, serialsOfLines } from "./chosen-serials";

type Form = z.input<typeof chosenSerials>;

const serials: NamedBy = { one: "serial number", many: "serial numbers" };

const PastedSerials = () => (
  <PastedNamesField noun={serials} description="One a line; commas work too. Letters become capitals." />
);

const SerialFile = () => <NamesFileField noun={serials} rowsMax={fileRowsMax} />;

/** The devices, by the way that was chosen to name them. */
export const serialFields = { pasted: PastedSerials, file: SerialFile } as const;

/** How many each device takes, and whether there is enough for those that are named so far. */
export function QuantityField({ entitlement }: { entitlement: Activatable }) {
  const { watch, setValue, formState } = useFormContext<Form>();
  const [from, pasted, quantity] = watch(["from", "pasted", "quantity"]);
  const named = from === "pasted" ? serialsOfLines(splitPasted(pasted)) : undefined;
  const count = named !== undefined && "ids" in named ? named.ids.length : 0;
  const short = count > 0 && quantity > 0 ? shortage(entitlement, count * quantity) : undefined;
  return (
    <>
      <Field
        label="Quantity for each device"
        error={formState.errors.quantity?.message}
        description="How many each takes from the entitlement."
      >
        <NumberField
          value={Number.isNaN(quantity) ? null : quantity}
          min={1}
          onValueChange={(value) =>
            setValue("quantity", value ?? Number.NaN, {
              shouldDirty: true,
              shouldValidate: formState.isSubmitted,
            })
          }
        />
      </Field>
      {short !== undefined && (
        <p role="status" className="text-13 text-attention">
          {short}
        </p>
      )}
    </>
  );
}
