"use client";

import { z } from "zod";
import { FormSheet } from "@/components/patterns/form-sheet/form-sheet";
import { PastedLines, splitPasted } from "@/components/patterns/pasted-lines";
import { imei, rotPublicUid } from "@/lib/contract/identifiers";
import { whitelistTargetsMax } from "@/lib/contract/whitelist";
import { useAdd } from "./queries";

/** The pasted lines, each checked; the first line at fault is named with what is wrong about it. */
function pastedAs(each: z.ZodType<string, string>) {
  return z.string().transform((pasted, context) => {
    const values: string[] = [];
    for (const [index, line] of splitPasted(pasted).entries()) {
      const parsed = each.safeParse(line);
      if (!parsed.success) {
        const why = parsed.error.issues[0]?.message ?? "It cannot be read.";
        context.addIssue({ code: "custom", message: `Line ${index + 1}, “${line.slice(0, 40)}”: ${why}` });
        return z.NEVER;
      }
      values.push(parsed.data);
    }
    if (values.length > whitelistTargetsMax) {
      context.addIssue({
        code: "custom",
        message: `At most ${whitelistTargetsMax.toLocaleString("en")} at once; import a file for more.`,
      });
      return z.NEVER;
    }
    return [...new Set(values)];
  });
}

const form = z
  .object({ rotPublicUids: pastedAs(rotPublicUid), imeis: pastedAs(imei) })
  .refine(({ rotPublicUids, imeis }) => rotPublicUids.length + imeis.length > 0, {
    error: "Enter at least one RoT UID or IMEI.",
    path: ["rotPublicUids"],
  });

export function AddForm({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const add = useAdd();
  return (
    <FormSheet
      open={open}
      onOpenChange={onOpenChange}
      title="Add to whitelist"
      description="Decides what happens when a device bootstraps: devices on the whitelist are activated. Devices that have bootstrapped keep their state, and a blacklisted device is not unblocked by this: that works in the vendor's portal only."
      schema={form}
      defaultValues={{ rotPublicUids: "", imeis: "" }}
      onSubmit={async (body) => {
        await add.mutateAsync({ body });
      }}
    >
      {({ watch, setValue, formState: { errors, isSubmitted } }) => {
        const set = (name: "rotPublicUids" | "imeis") => (pasted: string) =>
          setValue(name, pasted, { shouldDirty: true, shouldValidate: isSubmitted });
        return (
          <>
            <PastedLines
              label="RoT UIDs"
              noun={{ one: "RoT UID", many: "RoT UIDs" }}
              description="16 hexadecimal digits each, leading zeros included. One a line; commas work too."
              error={errors.rotPublicUids?.message}
              value={watch("rotPublicUids")}
              onValueChange={set("rotPublicUids")}
            />
            <PastedLines
              label="IMEIs"
              optional
              rows={4}
              noun={{ one: "IMEI", many: "IMEIs" }}
              description="15 digits each. The last one is a check digit and is checked."
              error={errors.imeis?.message}
              value={watch("imeis")}
              onValueChange={set("imeis")}
            />
          </>
        );
      }}
    </FormSheet>
  );
}
