"use client";

import { z } from "zod";
import { FormSheet } from "@/components/patterns/form-sheet/form-sheet";
import { PastedLines, splitPasted } from "@/components/patterns/pasted-lines";
import { RadioGroup } from "@/components/ui/radio-group";
import { rotPublicUid } from "@/lib/contract/identifiers";
import { tagTargetsMax } from "@/lib/contract/tags";
import { useAssignTags, useUnassignTags } from "./queries";

const nouns = {
  devices: { one: "RoT UID", many: "RoT UIDs" },
  deviceProfiles: { one: "device profile UID", many: "device profile UIDs" },
};

/** The pasted lines as targets; the first line at fault is named. */
const targets = z
  .object({ kind: z.enum(["devices", "deviceProfiles"]), pasted: z.string() })
  .transform(({ kind, pasted }, context) => {
    const lines = splitPasted(pasted);
    const problem =
      lines.length === 0
        ? "Paste at least one line."
        : lines.length > tagTargetsMax
          ? `At most ${tagTargetsMax.toLocaleString("en")} at once; these are ${lines.length.toLocaleString("en")}.`
          : kind === "devices"
            ? firstBadUid(lines)
            : undefined;
    if (problem !== undefined) {
      context.addIssue({ code: "custom", path: ["pasted"], message: problem });
      return z.NEVER;
    }
    const unique = [...new Set(lines)];
    return kind === "devices"
      ? { rotPublicUids: unique, deviceProfileUids: [] }
      : { rotPublicUids: [], deviceProfileUids: unique };
  });

function firstBadUid(lines: string[]): string | undefined {
  const index = lines.findIndex((line) => !rotPublicUid.safeParse(line).success);
  return index < 0
    ? undefined
    : `Line ${index + 1}, “${lines[index]?.slice(0, 40)}”, is not a RoT UID: 16 hexadecimal digits, leading zeros included.`;
}

interface Props {
  /** The tag, or nothing while closed. */
  tagName: string | undefined;
  act: "assign" | "unassign";
  onClose: () => void;
}

/** Assigns a tag to pasted devices or device profiles, or removes it from them. */
export function TagTargetsForm({ tagName, act, onClose }: Props) {
  const assign = useAssignTags();
  const unassign = useUnassignTags();
  const assigning = act === "assign";
  return (
    <FormSheet
      open={tagName !== undefined}
      onOpenChange={(open) => !open && onClose()}
      title={assigning ? "Assign tag" : "Remove tag"}
      description={
        assigning ? (
          <>
            <b className="font-medium text-ink">{tagName}</b> is assigned to every device or profile pasted
            here.
          </>
        ) : (
          <>
            <b className="font-medium text-ink">{tagName}</b> is removed from what is pasted here. Where it is
            not assigned, nothing happens.
          </>
        )
      }
      schema={targets}
      defaultValues={{ kind: "devices" as const, pasted: "" }}
      onSubmit={async (chosen) => {
        const body = { tagNames: [tagName ?? ""], ...chosen };
        await (assigning ? assign : unassign).mutateAsync({ body });
      }}
    >
      {(form) => {
        const kind = form.watch("kind");
        return (
          <>
            <RadioGroup
              legend={assigning ? "Assign to" : "Remove from"}
              value={kind}
              onValueChange={(chosen) => form.setValue("kind", chosen, { shouldDirty: true })}
              options={[
                { value: "devices", label: "Devices" },
                { value: "deviceProfiles", label: "Device profiles" },
              ]}
            />
            <PastedLines
              label={kind === "devices" ? "RoT UIDs" : "Device profile UIDs"}
              noun={nouns[kind]}
              description="One a line; commas work too."
              error={form.formState.errors.pasted?.message}
              value={form.watch("pasted")}
              onValueChange={(pasted) =>
                form.setValue("pasted", pasted, {
                  shouldDirty: true,
                  shouldValidate: form.formState.isSubmitted,
                })
              }
            />
          </>
        );
      }}
    </FormSheet>
  );
}
