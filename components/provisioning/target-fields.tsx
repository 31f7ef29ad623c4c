"use client";

import { useFormContext } from "react-hook-form";
import { FormField } from "@/components/patterns/form-sheet/form-field";
import { problemOf } from "@/components/patterns/problem";
import { ProblemMessage } from "@/components/patterns/problem-message";
import { RetryButton } from "@/components/patterns/retry-button";
import { PastedRotUidsField, RotUidFileField } from "@/components/patterns/rot-uid-fields";
import { Combobox } from "@/components/ui/combobox";
import { RadioGroup, type RadioOption } from "@/components/ui/radio-group";
import { Select } from "@/components/ui/select";
import { fileRowsMax } from "@/lib/contract/job-kinds";
import type { ProvisionInput, TargetSource } from "./provision-targets";
import { useAllProfiles, useAllTags } from "./queries";

const sources: RadioOption<TargetSource>[] = [
  { value: "pasted", label: "Devices by RoT UID" },
  { value: "file", label: "A file of RoT UIDs" },
  { value: "tag", label: "All devices with a tag" },
  { value: "deviceProfile", label: "All devices of a device profile" },
  { value: "list", label: "A whole list" },
];

const lists = [
  { value: "ALL", label: "All devices" },
  { value: "WHITELISTED", label: "Whitelisted devices" },
  { value: "BLACKLISTED", label: "Blacklisted devices" },
] as const;

const useForm = () => useFormContext<ProvisionInput>();

const FileField = () => <RotUidFileField rowsMax={fileRowsMax} />;

interface Choices {
  items: readonly { value: string; label: string; description?: string }[];
  read: { error: unknown; refetch: () => unknown; isFetching: boolean; isLoading: boolean };
}

function ChoiceField(props: Choices & { name: "tag" | "deviceProfileUid"; label: string; noun: string }) {
  const { read, items } = props;
  return (
    <>
      {read.error !== null && (
        <ProblemMessage
          problem={problemOf(read.error)}
          actions={<RetryButton onRetry={() => read.refetch()} retrying={read.isFetching} />}
        />
      )}
      <FormField name={props.name} label={props.label}>
        {(field) => (
          <Combobox
            items={items}
            value={field.value}
            onValueChange={field.onChange}
            onBlur={field.onBlur}
            ref={field.ref}
            loading={read.isLoading}
            placeholder={`Choose a ${props.noun}`}
            emptyText={`No such ${props.noun}`}
          />
        )}
      </FormField>
    </>
  );
}

/** What the address named is offered too, while the list it comes from is on its way or does not have it. */
function withChosen(items: Choices["items"], chosen: string | null): Choices["items"] {
  if (chosen === null || items.some(({ value }) => value === chosen)) return items;
  return [{ value: chosen, label: chosen }, ...items];
}

function TagField() {
  const read = useAllTags();
  const items = (read.data ?? []).map((name) => ({ value: name, label: name }));
  return (
    <ChoiceField
      name="tag"
      label="Tag that the devices carry"
      noun="tag"
      items={withChosen(items, useForm().watch("tag"))}
      read={read}
    />
  );
}

function ProfileField() {
  const read = useAllProfiles();
  return (
    <ChoiceField
      name="deviceProfileUid"
      label="Device profile"
      noun="device profile"
      items={withChosen(read.data ?? [], useForm().watch("deviceProfileUid"))}
      read={read}
    />
  );
}

function ListField() {
  return (
    <FormField name="filter" label="List">
      {(field) => (
        <Select
          items={lists}
          value={field.value}
          onValueChange={field.onChange}
          onBlur={field.onBlur}
          ref={field.ref}
        />
      )}
    </FormField>
  );
}

const fields: Record<TargetSource, () => React.ReactNode> = {
  pasted: PastedRotUidsField,
  file: FileField,
  tag: TagField,
  deviceProfile: ProfileField,
  list: ListField,
};

/** Which devices are meant. */
export function TargetFields() {
  const { watch, setValue } = useForm();
  const from = watch("from");
  const Fields = fields[from];
  return (
    <>
      <RadioGroup
        legend="Which devices"
        value={from}
        onValueChange={(chosen) => setValue("from", chosen, { shouldDirty: true })}
        options={sources}
      />
      <Fields />
    </>
  );
}
