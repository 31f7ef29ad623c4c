"use client";

import { z } from "zod";
import type { PlanInput } from "@/components/jobs/plan/use-making";
import { FileDrop } from "@/components/patterns/file-drop";
import { FormSheet } from "@/components/patterns/form-sheet/form-sheet";
import { CodeBlock } from "@/components/ui/code-block";
import { fileRowsMax } from "@/lib/contract/job-kinds";

const sample = "Id,Type,Action\n0002000089280087,ROTPublicUID,ADD\n135700008928c093,ROTPublicUID,DELETE";

const form = z.object({ file: z.instanceof(File, { error: "Choose a file." }) });

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onPlan: (plan: PlanInput, file: File) => void;
}

/** Takes a file in the vendor's form, whose rows say for themselves whether they add or remove. */
export function ImportForm({ open, onOpenChange, onPlan }: Props) {
  return (
    <FormSheet<{ file: File | null }, { file: File }>
      open={open}
      onOpenChange={onOpenChange}
      title="Import whitelist file"
      submitLabel="Check file"
      description="Every row is checked first. You see what would be sent, and which lines cannot be, before anything is."
      schema={form}
      defaultValues={{ file: null }}
      onSubmit={async ({ file }) =>
        onPlan({ kind: "whitelist.import", input: {}, targets: { from: "file", fileName: file.name } }, file)
      }
    >
      {({ watch, setValue, formState: { errors, isSubmitted } }) => (
        <>
          <FileDrop
            label="Whitelist CSV"
            description={`The vendor's form: a header line and one row per RoT UID, at most ${fileRowsMax.toLocaleString("en-US")}. IMEIs go into “Add to whitelist”; the vendor takes none by file.`}
            accept=".csv,text/csv"
            file={watch("file")}
            onFileChange={(file) =>
              setValue("file", file, { shouldDirty: true, shouldValidate: isSubmitted })
            }
            error={errors.file?.message}
          />
          <details className="text-13">
            <summary className="w-fit text-muted">Show the form of the file</summary>
            <CodeBlock code={sample} label="Sample of a whitelist file" className="mt-2" />
          </details>
        </>
      )}
    </FormSheet>
  );
}
