"use client";

import type { PlanInput } from "@/components/jobs/plan/use-making";
import { FormSheet } from "@/components/patterns/form-sheet/form-sheet";
import { bodyOf } from "./entry-ids";
import {
  type EntrySource,
  EntrySourceFields,
  type EntrySourceInput,
  entrySource,
  noEntries,
} from "./entry-source";
import { useAdd, useRemove } from "./queries";

export type Change = "add" | "remove";

interface Props {
  change: Change;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Several entries are not changed at once: this is what is to be planned. */
  onPlan: (plan: PlanInput, file?: File) => void;
}

const words = {
  add: {
    title: "Add to whitelist",
    legend: "What to add",
    description:
      "Decides what happens when a device bootstraps: devices on the whitelist are activated. Devices that have bootstrapped keep their state, and a blacklisted device is not unblocked by this: that works in the vendor's portal only.",
  },
  remove: {
    title: "Remove from whitelist",
    legend: "What to remove",
    description:
      "Affects only devices that have not bootstrapped. Bootstrapped devices keep their state. It blocks no device and changes none.",
  },
} as const;

/** Adds or removes what is pasted or in a file: one entry at once, everything else by a plan. */
export function ChangeForm({ change, open, onOpenChange, onPlan }: Props) {
  const add = useAdd();
  const remove = useRemove();
  const changeOne = change === "add" ? add : remove;
  const kind = `whitelist.${change}` as const;
  return (
    <FormSheet<EntrySourceInput, EntrySource>
      open={open}
      onOpenChange={onOpenChange}
      title={words[change].title}
      description={words[change].description}
      schema={entrySource}
      defaultValues={noEntries}
      onSubmit={async (source) => {
        if (source.from === "file") {
          const { file } = source;
          onPlan({ kind, input: {}, targets: { from: "file", fileName: file.name } }, file);
          return;
        }
        const [only, ...others] = source.pasted;
        if (only !== undefined && others.length === 0) {
          await changeOne.mutateAsync({ body: bodyOf(only) });
        } else {
          onPlan({ kind, input: {}, targets: { from: "list", ids: source.pasted } });
        }
      }}
    >
      <EntrySourceFields legend={words[change].legend} />
      <p className="text-13 text-muted">
        One entry is changed at once. For more, a plan is shown first, and nothing is sent until you start it.
      </p>
    </FormSheet>
  );
}
