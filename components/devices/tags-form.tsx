"use client";

import { Count } from "@/components/patterns/count";
import { FormField } from "@/components/patterns/form-sheet/form-field";
import { FormSheet } from "@/components/patterns/form-sheet/form-sheet";
import { Notice } from "@/components/patterns/notice";
import { problemOf } from "@/components/patterns/problem";
import { ProblemMessage } from "@/components/patterns/problem-message";
import { RetryButton } from "@/components/patterns/retry-button";
import { MultiCombobox } from "@/components/ui/multi-combobox";
import { tags, tagTargetsMax } from "@/lib/contract/tags";
import { useAllTags, useAssignTags, useRemoveTags } from "./queries";
import type { TagTargets } from "./tag-targets";

export type TagAct = "assign" | "remove";

const device = { one: "device", many: "devices" };

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  act: TagAct;
  targets: TagTargets;
  onDone?: () => void;
}

/** "37 devices", or the one device by its RoT UID. */
function Targets({ rotPublicUids }: Pick<TagTargets, "rotPublicUids">) {
  const [only, ...others] = rotPublicUids;
  return (
    <b className="font-medium text-ink">
      {only !== undefined && others.length === 0 ? (
        <span className="font-mono text-12">{only}</span>
      ) : (
        <Count value={rotPublicUids.length} unit={device} />
      )}
    </b>
  );
}

function titleOf(act: TagAct, count: number): string {
  const verb = act === "assign" ? "Assign tags to" : "Remove tags from";
  return `${verb} ${count === 1 ? "device" : `${count.toLocaleString("en-US")} devices`}`;
}

/** Assigns tags to chosen devices, or removes them. Removing offers what the devices carry, where it is known. */
export function TagsForm({ open, onOpenChange, act, targets, onDone }: Props) {
  const assign = useAssignTags();
  const remove = useRemoveTags();
  const assigning = act === "assign";
  const { rotPublicUids } = targets;
  const carried = assigning ? undefined : targets.tagNames;
  const allTags = useAllTags(open && carried === undefined);
  const offered = carried ?? allTags.data?.items ?? [];
  const more = carried === undefined && allTags.data !== undefined && allTags.data.total > offered.length;
  return (
    <FormSheet
      open={open}
      onOpenChange={onOpenChange}
      title={titleOf(act, rotPublicUids.length)}
      submitLabel={assigning ? "Assign tags" : "Remove tags"}
      description={
        assigning ? (
          <>
            Every tag chosen here is assigned to <Targets rotPublicUids={rotPublicUids} /> at once. Tags that
            are there already stay.
          </>
        ) : (
          <>
            Every tag chosen here is removed from <Targets rotPublicUids={rotPublicUids} /> at once. Where one
            is not assigned, nothing happens. The tags themselves stay.
          </>
        )
      }
      schema={tags.assign.body}
      defaultValues={{ tagNames: [], rotPublicUids: [...rotPublicUids] }}
      onSubmit={async ({ tagNames }) => {
        const body = { tagNames, rotPublicUids: [...rotPublicUids] };
        await (assigning ? assign.mutateAsync({ body }) : remove.mutateAsync({ body }));
        onDone?.();
      }}
    >
      {rotPublicUids.length > tagTargetsMax && (
        <Notice
          kind="attention"
          alert
          title={`At most ${tagTargetsMax.toLocaleString("en-US")} devices at once`}
        >
          <Count value={rotPublicUids.length} unit={device} /> are selected. Clear the selection and take
          fewer pages.
        </Notice>
      )}
      {allTags.error && carried === undefined && (
        <ProblemMessage
          problem={problemOf(allTags.error)}
          actions={<RetryButton onRetry={() => allTags.refetch()} retrying={allTags.isFetching} />}
        />
      )}
      <FormField
        name="tagNames"
        label="Tags"
        description={
          more
            ? `The first ${offered.length.toLocaleString("en-US")} tags are offered here. The Tags page reaches the others.`
            : undefined
        }
      >
        {(field) => (
          <MultiCombobox
            items={offered.map((name) => ({ value: name, label: name }))}
            value={field.value}
            onValueChange={field.onChange}
            onBlur={field.onBlur}
            ref={field.ref}
            loading={allTags.isLoading && carried === undefined}
            placeholder="Choose tags"
            emptyText={carried?.length === 0 ? "No tag is assigned" : "No such tag"}
          />
        )}
      </FormField>
      <p className="text-13 text-muted">
        One call to u-blox. The {rotPublicUids.length === 1 ? "device itself is" : "devices themselves are"}{" "}
        not contacted.
      </p>
    </FormSheet>
  );
}
