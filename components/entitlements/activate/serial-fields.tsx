"use client";

import { useFormContext } from "react-hook-form";
import type { z } from "zod";
import { FileDrop } from "@/components/patterns/file-drop";
import { PastedLines, splitPasted } from "@/components/patterns/pasted-lines";
import { Field } from "@/components/ui/field";
import { NumberField } from "@/components/ui/number-field";
import { fileRowsMax } from "@/lib/contract/job-kinds";
import { type Activatable, shortage } from "./activation-words";
import { type chosenSerials, serialsOfLines } from "./chosen-serials";

type Form = z.input<typeof chosenSerials>;

const serials = { one: "serial number", many: "serial numbers" };

function PastedSerials() {
  const { watch, setValue, formState } = useFormContext<Form>();
  return (
    <PastedLines
      label="Serial numbers"
      noun={serials}
      description="One a line; commas work too. Letters become capitals."
      error={formState.errors.pasted?.message}
      value={watch("pasted")}
      onValueChange={(pasted) =>
        setValue("pasted", pasted, { shouldDirty: true, shouldValidate: formState.isSubmitted })
      }
    />
  );
}

function SerialFile() {
  const { watch, setValue, formState } = useFormContext<Form>();
  return (
    <FileDrop
      label="File of serial numbers"
      description={`Text or CSV, one serial number a line or in the first column, at most ${fileRowsMax.toLocaleString("en-US")}.`}
      accept=".csv,.txt,text/csv,text/plain"
      error={formState.errors.file?.message}
      file={watch("file")}
      onFileChange={(file) =>
        setValue("file", file, { shouldDirty: true, shouldValidate: formState.isSubmitted })
      }
    />
  );
}

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
