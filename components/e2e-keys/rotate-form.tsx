"use client";

import { useState } from "react";
import type { PlanInput } from "@/components/jobs/plan/use-making";
import { FormField } from "@/components/patterns/form-sheet/form-field";
import { FormSheet } from "@/components/patterns/form-sheet/form-sheet";
import { type Problem, problemOf } from "@/components/patterns/problem";
import { ProblemMessage } from "@/components/patterns/problem-message";
import { RetryButton } from "@/components/patterns/retry-button";
import { PastedRotUidsField, RotUidFileField } from "@/components/patterns/rot-uid-fields";
import { Combobox } from "@/components/ui/combobox";
import { RadioGroup, type RadioOption } from "@/components/ui/radio-group";
import { fileRowsMax } from "@/lib/contract/job-kinds";
import { useAllTags } from "./queries";
import type { RotationAct } from "./rotate-dialog";
import { daysProblem, type RotationDraft, rotationOf, usualRotation } from "./rotation-draft";
import { RotationFields } from "./rotation-fields";
import { noTargets, rotationTargets, type TargetSource } from "./rotation-targets";

const sources: RadioOption<TargetSource>[] = [
  { value: "pasted", label: "Devices by RoT UID" },
  { value: "file", label: "A file of RoT UIDs" },
  { value: "tag", label: "All devices with a tag" },
];

const FileField = () => <RotUidFileField rowsMax={fileRowsMax} />;

function TagField() {
  const read = useAllTags();
  return (
    <>
      {read.error && (
        <ProblemMessage
          problem={problemOf(read.error)}
          actions={<RetryButton onRetry={() => read.refetch()} retrying={read.isFetching} />}
        />
      )}
      <FormField name="tag" label="Tag that the devices carry">
        {(field) => (
          <Combobox
            items={(read.data ?? []).map((name) => ({ value: name, label: name }))}
            value={field.value}
            onValueChange={field.onChange}
            onBlur={field.onBlur}
            ref={field.ref}
            loading={read.isLoading}
            placeholder="Choose a tag"
            emptyText="No such tag"
          />
        )}
      </FormField>
    </>
  );
}

const fields: Record<TargetSource, () => React.ReactNode> = {
  pasted: PastedRotUidsField,
  file: FileField,
  tag: TagField,
};

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** One device was named: what it does to that one is shown before it is done. */
  onOne: (act: RotationAct) => void;
  /** Several are not changed at once: this is what is to be planned. */
  onPlan: (plan: PlanInput, file: File | undefined) => void;
}

/** Chooses whose keys rotate, and how. Nothing is sent from here. */
export function RotateForm({ open, onOpenChange, onOne, onPlan }: Props) {
  const [draft, setDraft] = useState<RotationDraft>(usualRotation);
  return (
    <FormSheet
      open={open}
      onOpenChange={onOpenChange}
      title="Rotate keys"
      submitLabel="Continue"
      description="Sets how often the end-to-end keys of devices change. Nothing is sent before you have seen what it does."
      schema={rotationTargets}
      defaultValues={noTargets}
      onSubmit={async (chosen) => {
        const rotation = rotationOf(draft);
        if (rotation === undefined) throw { title: daysProblem } satisfies Problem;
        if (chosen.at === "once") return onOne({ rotPublicUid: chosen.rotPublicUid, draft });
        const { targets } = chosen;
        onPlan(
          { kind: "e2e.rotate", input: { rotation }, targets },
          "file" in chosen ? chosen.file : undefined,
        );
      }}
    >
      {(form) => {
        const from = form.watch("from");
        const Fields = fields[from];
        return (
          <>
            <RadioGroup
              legend="Whose keys"
              value={from}
              onValueChange={(chosen) => form.setValue("from", chosen, { shouldDirty: true })}
              options={sources}
            />
            <Fields />
            <RotationFields value={draft} onValueChange={setDraft} />
            <p className="text-13 text-muted">
              For several devices a plan is shown first: which heartbeats get shorter, which devices are left
              out and why. It runs when you start it.
            </p>
          </>
        );
      }}
    </FormSheet>
  );
}
