"use client";

import { useFormContext } from "react-hook-form";
import { z } from "zod";
import { FileDrop } from "@/components/patterns/file-drop";
import { PastedLines } from "@/components/patterns/pasted-lines";
import { RadioGroup } from "@/components/ui/radio-group";
import { fileRowsMax } from "@/lib/contract/job-kinds";
import { pastedIds } from "./entry-ids";

const file = z.instanceof(File, { error: "Choose a file." });

/** Which entries: pasted ones, or a file of them that is read when the plan is made. */
export const entrySource = z.discriminatedUnion("from", [
  z.object({ from: z.literal("list"), pasted: pastedIds, file: file.nullable() }),
  z.object({ from: z.literal("file"), pasted: z.string(), file }),
]);
export type EntrySource = z.output<typeof entrySource>;

/** The fields of the form; those of both ways are kept while one is shown. */
export interface EntrySourceInput {
  from: "list" | "file";
  pasted: string;
  file: File | null;
}

export const noEntries: EntrySourceInput = { from: "list", pasted: "", file: null };

/** Where the entries come from: they are pasted, or in a file. */
export function EntrySourceFields({ legend }: { legend: string }) {
  const { watch, setValue, formState } = useFormContext<EntrySourceInput>();
  const set = <Name extends keyof EntrySourceInput>(name: Name, value: EntrySourceInput[Name]) =>
    setValue<keyof EntrySourceInput>(name, value, {
      shouldDirty: true,
      shouldValidate: formState.isSubmitted,
    });
  return (
    <>
      <RadioGroup
        legend={legend}
        value={watch("from")}
        onValueChange={(from) => set("from", from)}
        options={[
          { value: "list", label: "RoT UIDs and IMEIs, pasted" },
          { value: "file", label: "A file of RoT UIDs and IMEIs" },
        ]}
      />
      {watch("from") === "list" ? (
        <PastedLines
          label="RoT UIDs and IMEIs"
          noun={{ one: "entry", many: "entries" }}
          description="RoT UIDs have 16 hexadecimal digits, leading zeros included; IMEIs have 15 digits. One a line; commas work too."
          error={formState.errors.pasted?.message}
          value={watch("pasted")}
          onValueChange={(pasted) => set("pasted", pasted)}
        />
      ) : (
        <FileDrop
          label="File of RoT UIDs and IMEIs"
          description={`Text or CSV, one a line or in the first column, at most ${fileRowsMax.toLocaleString("en-US")}.`}
          accept=".csv,.txt,text/csv,text/plain"
          file={watch("file")}
          onFileChange={(file) => set("file", file)}
          error={formState.errors.file?.message}
        />
      )}
    </>
  );
}
