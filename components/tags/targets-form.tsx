"use client";

import { useState } from "react";
import { PlanDialog } from "@/components/jobs/plan/plan-dialog";
import type { PlanInput } from "@/components/jobs/plan/use-making";
import { FormField } from "@/components/patterns/form-sheet/form-field";
import { FormSheet } from "@/components/patterns/form-sheet/form-sheet";
import { problemOf } from "@/components/patterns/problem";
import { ProblemMessage } from "@/components/patterns/problem-message";
import { RetryButton } from "@/components/patterns/retry-button";
import { PastedRotUidsField, RotUidFileField } from "@/components/patterns/rot-uid-fields";
import { Combobox } from "@/components/ui/combobox";
import { MultiCombobox } from "@/components/ui/multi-combobox";
import { RadioGroup, type RadioOption } from "@/components/ui/radio-group";
import { fileRowsMax } from "@/lib/contract/job-kinds";
import { chosenTargets, nothingChosen, type TargetSource } from "./chosen-targets";
import { useAllProfiles, useAllTags, useAssignTags, useUnassignTags } from "./queries";

const sources: RadioOption<TargetSource>[] = [
  { value: "pasted", label: "Devices by RoT UID" },
  { value: "file", label: "A file of RoT UIDs" },
  { value: "tag", label: "All devices with a tag" },
  { value: "deviceProfiles", label: "Device profiles" },
];

interface Choices {
  error: unknown;
  refetch: () => unknown;
  isFetching: boolean;
}

function ChoicesProblem({ read }: { read: Choices }) {
  if (!read.error) return null;
  return (
    <ProblemMessage
      problem={problemOf(read.error)}
      actions={<RetryButton onRetry={() => read.refetch()} retrying={read.isFetching} />}
    />
  );
}

const FileField = () => <RotUidFileField rowsMax={fileRowsMax} />;

function TagField() {
  const read = useAllTags();
  return (
    <>
      <ChoicesProblem read={read} />
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

function ProfilesField() {
  const read = useAllProfiles();
  return (
    <>
      <ChoicesProblem read={read} />
      <FormField name="deviceProfileUids" label="Device profiles">
        {(field) => (
          <MultiCombobox
            items={read.data ?? []}
            value={field.value}
            onValueChange={field.onChange}
            onBlur={field.onBlur}
            ref={field.ref}
            loading={read.isLoading}
            placeholder="Choose device profiles"
            emptyText="No such device profile"
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
  deviceProfiles: ProfilesField,
};

interface Props {
  /** The tag, or nothing while closed. */
  tagName: string | undefined;
  act: "assign" | "unassign";
  onClose: () => void;
}

/**
 * Assigns a tag to devices or device profiles, or removes it from them. One of them is changed at once, for more a plan
 * is shown first.
 */
export function TagTargetsForm({ tagName, act, onClose }: Props) {
  const assign = useAssignTags();
  const unassign = useUnassignTags();
  const [planned, setPlanned] = useState<{ plan: PlanInput; file?: File }>();
  const assigning = act === "assign";
  return (
    <>
      <FormSheet
        open={tagName !== undefined}
        onOpenChange={(open) => !open && onClose()}
        title={assigning ? "Assign tag" : "Remove tag"}
        description={
          assigning ? (
            <>
              <b className="font-medium text-ink">{tagName}</b> is assigned to every device or profile named
              here.
            </>
          ) : (
            <>
              <b className="font-medium text-ink">{tagName}</b> is removed from what is named here. Where it
              is not assigned, nothing happens.
            </>
          )
        }
        schema={chosenTargets}
        defaultValues={nothingChosen}
        onSubmit={async (chosen) => {
          const tagNames = [tagName ?? ""];
          if (chosen.at === "once") {
            const body = { tagNames, ...chosen.target };
            await (assigning ? assign : unassign).mutateAsync({ body });
          } else {
            const kind = assigning ? "tags.assign" : "tags.unassign";
            setPlanned({
              plan: { kind, input: { tagNames }, targets: chosen.targets },
              file: "file" in chosen ? chosen.file : undefined,
            });
          }
        }}
      >
        {(form) => {
          const from = form.watch("from");
          const Fields = fields[from];
          return (
            <>
              <RadioGroup
                legend={assigning ? "Assign to" : "Remove from"}
                value={from}
                onValueChange={(chosen) => form.setValue("from", chosen, { shouldDirty: true })}
                options={sources}
              />
              <Fields />
              <p className="text-13 text-muted">
                One device or profile is changed at once. For more, a plan is shown first, and nothing is sent
                until you start it.
              </p>
            </>
          );
        }}
      </FormSheet>
      <PlanDialog plan={planned?.plan ?? null} file={planned?.file} onClose={() => setPlanned(undefined)} />
    </>
  );
}
