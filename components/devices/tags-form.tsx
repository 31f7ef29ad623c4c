"use client";

import { z } from "zod";
import type { PlanInput } from "@/components/jobs/plan/use-making";
import { Count } from "@/components/patterns/count";
import { FormField } from "@/components/patterns/form-sheet/form-field";
import { FormSheet } from "@/components/patterns/form-sheet/form-sheet";
import { Notice } from "@/components/patterns/notice";
import { problemOf } from "@/components/patterns/problem";
import { ProblemMessage } from "@/components/patterns/problem-message";
import { RetryButton } from "@/components/patterns/retry-button";
import { MultiCombobox } from "@/components/ui/multi-combobox";
import { tagName } from "@/lib/contract/identifiers";
import { listedTargetsMax } from "@/lib/contract/job-kinds";
import { useAllTags, useAssignTags, useRemoveTags } from "./queries";
import { onlyDevice, planTargets, type TagTargets } from "./tag-targets";

export type TagAct = "assign" | "remove";

const device = { one: "device", many: "devices" };

const chosenTags = z.object({ tagNames: z.array(tagName).min(1, "Choose at least one tag.").max(100) });

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  act: TagAct;
  targets: TagTargets;
  /** Several devices are not changed at once: this is what is to be planned. */
  onPlan: (plan: PlanInput) => void;
  /** The one device is changed. */
  onDone?: () => void;
}

/** "37 devices", or the one device by its RoT UID. */
function Targets({ targets }: { targets: TagTargets }) {
  const only = onlyDevice(targets);
  return (
    <b className="font-medium text-ink">
      {only === undefined ? (
        <Count value={targets.count} unit={device} />
      ) : (
        <span className="font-mono text-12">{only}</span>
      )}
    </b>
  );
}

function titleOf(act: TagAct, targets: TagTargets): string {
  const verb = act === "assign" ? "Assign tags to" : "Remove tags from";
  if (onlyDevice(targets) !== undefined) return `${verb} device`;
  return `${verb} ${targets.count.toLocaleString("en-US")} devices`;
}

/** What follows, and what is left alone. */
function Description({ act, targets }: { act: TagAct; targets: TagTargets }) {
  const now = onlyDevice(targets) === undefined ? "" : " at once";
  return act === "assign" ? (
    <>
      Every tag chosen here is assigned to <Targets targets={targets} />
      {now}. Tags that are there already stay.
    </>
  ) : (
    <>
      Every tag chosen here is removed from <Targets targets={targets} />
      {now}. Where one is not assigned, nothing happens. The tags themselves stay.
    </>
  );
}

/**
 * Chooses tags to assign to devices, or to remove from them. One device is changed at once, several become a plan.
 * Removing offers what the devices carry, where it is known.
 */
export function TagsForm({ open, onOpenChange, act, targets, onPlan, onDone }: Props) {
  const assign = useAssignTags();
  const remove = useRemoveTags();
  const assigning = act === "assign";
  const only = onlyDevice(targets);
  const carried = assigning ? undefined : targets.tagNames;
  const allTags = useAllTags(open && carried === undefined);
  const offered = carried ?? allTags.data?.items ?? [];
  const more = carried === undefined && allTags.data !== undefined && allTags.data.total > offered.length;
  return (
    <FormSheet
      open={open}
      onOpenChange={onOpenChange}
      title={titleOf(act, targets)}
      submitLabel={only === undefined ? "Make plan" : assigning ? "Assign tags" : "Remove tags"}
      description={<Description act={act} targets={targets} />}
      schema={chosenTags}
      defaultValues={{ tagNames: [] }}
      onSubmit={async ({ tagNames }) => {
        if (only !== undefined) {
          const body = { tagNames, rotPublicUids: [only] };
          await (assigning ? assign.mutateAsync({ body }) : remove.mutateAsync({ body }));
          onDone?.();
        } else {
          const kind = assigning ? "tags.assign" : "tags.unassign";
          onPlan({ kind, input: { tagNames }, targets: planTargets(targets) });
        }
      }}
    >
      {targets.from === "list" && targets.count > listedTargetsMax && (
        <Notice
          kind="attention"
          alert
          title={`At most ${listedTargetsMax.toLocaleString("en-US")} devices can be named one by one`}
        >
          <Count value={targets.count} unit={device} /> are selected. Select everything that a filter finds
          instead, or assign tags by a file on the Tags page.
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
        {only === undefined
          ? "Nothing is sent yet. The plan shows how many devices change, which are left out and why, and what it costs; it runs when you start it. The devices themselves are not contacted."
          : "One call to u-blox. The device itself is not contacted."}
      </p>
    </FormSheet>
  );
}
