"use client";

import { useFormContext } from "react-hook-form";
import { FileDrop } from "./file-drop";
import { PastedLines } from "./pasted-lines";

/** The part of a form by which devices are named one by one. */
export interface NamedDevices {
  pasted: string;
  file: File | null;
}

const rotUids = { one: "RoT UID", many: "RoT UIDs" };

/** RoT UIDs pasted into the form's `pasted`. */
export function PastedRotUidsField() {
  const { watch, setValue, formState } = useFormContext<NamedDevices>();
  return (
    <PastedLines
      label="RoT UIDs"
      noun={rotUids}
      description="One a line; commas work too."
      error={formState.errors.pasted?.message}
      value={watch("pasted")}
      onValueChange={(pasted) =>
        setValue("pasted", pasted, { shouldDirty: true, shouldValidate: formState.isSubmitted })
      }
    />
  );
}

/** A file of RoT UIDs in the form's `file`. */
export function RotUidFileField({ rowsMax }: { rowsMax: number }) {
  const { watch, setValue, formState } = useFormContext<NamedDevices>();
  return (
    <FileDrop
      label="File of RoT UIDs"
      description={`Text or CSV, one RoT UID a line or in the first column, at most ${rowsMax.toLocaleString("en-US")}.`}
      accept=".csv,.txt,text/csv,text/plain"
      error={formState.errors.file?.message}
      file={watch("file")}
      onFileChange={(file) =>
        setValue("file", file, { shouldDirty: true, shouldValidate: formState.isSubmitted })
      }
    />
  );
}
