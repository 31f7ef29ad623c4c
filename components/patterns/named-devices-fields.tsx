"use client";

import { useFormContext } from "react-hook-form";
import { FileDrop } from "./file-drop";
import { PastedLines } from "./pasted-lines";

/** The part of a form by which devices are named one by one. */
export interface NamedDevices {
  pasted: string;
  file: File | null;
}

/** What devices are named by: "RoT UID", "RoT UIDs". */
export interface NamedBy {
  one: string;
  many: string;
}

const sentenceOf = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

/** Names pasted into the form's `pasted`. */
export function PastedNamesField({
  noun,
  description = "One a line; commas work too.",
}: {
  noun: NamedBy;
  description?: string;
}) {
  const { watch, setValue, formState } = useFormContext<NamedDevices>();
  return (
    <PastedLines
      label={sentenceOf(noun.many)}
      noun={noun}
      description={description}
      error={formState.errors.pasted?.message}
      value={watch("pasted")}
      onValueChange={(pasted) =>
        setValue("pasted", pasted, { shouldDirty: true, shouldValidate: formState.isSubmitted })
      }
    />
  );
}

/** A file of names in the form's `file`. */
export function NamesFileField({ noun, rowsMax }: { noun: NamedBy; rowsMax: number }) {
  const { watch, setValue, formState } = useFormContext<NamedDevices>();
  return (
    <FileDrop
      label={`File of ${noun.many}`}
      description={`Text or CSV, one ${noun.one} a line or in the first column, at most ${rowsMax.toLocaleString("en-US")}.`}
      accept=".csv,.txt,text/csv,text/plain"
      error={formState.errors.file?.message}
      file={watch("file")}
      onFileChange={(file) =>
        setValue("file", file, { shouldDirty: true, shouldValidate: formState.isSubmitted })
      }
    />
  );
}
