"use client";

import { z } from "zod";
import { FormField } from "@/components/patterns/form-sheet/form-field";
import { FormSheet } from "@/components/patterns/form-sheet/form-sheet";
import { problemOf } from "@/components/patterns/problem";
import { ProblemMessage } from "@/components/patterns/problem-message";
import { RetryButton } from "@/components/patterns/retry-button";
import { MultiCombobox } from "@/components/ui/multi-combobox";
import { tagName } from "@/lib/contract/identifiers";
import { useAllTags, useAssignTags } from "./queries";

const chosenTags = z.object({ tagNames: z.array(tagName).min(1, "Choose at least one tag.").max(100) });

interface Props {
  deviceProfileUid: string;
  name: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onAssigned: (tagNames: readonly string[]) => void;
}

/** Assigns tags to one device profile, at once. */
export function AssignForm({ deviceProfileUid, name, open, onOpenChange, onAssigned }: Props) {
  const assign = useAssignTags();
  const allTags = useAllTags();
  return (
    <FormSheet
      open={open}
      onOpenChange={onOpenChange}
      title="Assign tags to device profile"
      submitLabel="Assign tags"
      description={
        <>
          Every tag chosen here is assigned to <b className="font-medium text-ink">{name}</b>. Tags that are
          there already stay; its devices do not get them.
        </>
      }
      schema={chosenTags}
      defaultValues={{ tagNames: [] }}
      onSubmit={async ({ tagNames }) => {
        await assign.mutateAsync({ body: { tagNames, deviceProfileUids: [deviceProfileUid] } });
        onAssigned(tagNames);
      }}
    >
      {allTags.error && (
        <ProblemMessage
          problem={problemOf(allTags.error)}
          actions={<RetryButton onRetry={() => allTags.refetch()} retrying={allTags.isFetching} />}
        />
      )}
      <FormField name="tagNames" label="Tags">
        {(field) => (
          <MultiCombobox
            items={(allTags.data ?? []).map((tag) => ({ value: tag, label: tag }))}
            value={field.value}
            onValueChange={field.onChange}
            onBlur={field.onBlur}
            ref={field.ref}
            loading={allTags.isLoading}
            placeholder="Choose tags"
            emptyText="No such tag"
          />
        )}
      </FormField>
      <p className="text-13 text-muted">One call to u-blox.</p>
    </FormSheet>
  );
}
