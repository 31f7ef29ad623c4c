"use client";

import { z } from "zod";
import { FormField } from "@/components/patterns/form-sheet/form-field";
import { FormSheet } from "@/components/patterns/form-sheet/form-sheet";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { imei, rotPublicUid } from "@/lib/contract/identifiers";
import { useBootstrap, useProfilesToSeal } from "./queries";

const unsealed = "none";

/** What the schema takes, or nothing; neither UIDs nor IMEIs know capitals. */
const blankOr = (schema: z.ZodType<string>) =>
  z
    .string()
    .trim()
    .toLowerCase()
    .superRefine((text, context) => {
      const problem = text === "" ? undefined : schema.safeParse(text).error?.issues[0];
      if (problem) context.addIssue({ code: "custom", message: problem.message });
    });

const form = z
  .object({
    deviceProfileUid: z.string(),
    deviceSerialNumber: z.string().trim().max(16, "A device serial number has at most 16 characters."),
    rotPublicUid: blankOr(rotPublicUid),
    imei: blankOr(imei),
  })
  .refine((device) => device.deviceProfileUid !== unsealed || device.deviceSerialNumber === "", {
    error: "A serial number is sealed together with a device profile.",
    path: ["deviceSerialNumber"],
  });

/** A new simulated device gets in contact for the first time, sealed or waiting for its second stage. */
export function BootstrapForm({
  onBootstrapped,
  ...sheet
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onBootstrapped: (rotPublicUid: string) => void;
}) {
  const bootstrap = useBootstrap();
  const profiles = useProfilesToSeal(sheet.open);
  const items = [
    { value: unsealed, label: "None", description: "Unattributed: it can be sealed by a second bootstrap" },
    ...(profiles.data?.value.items ?? []).map(({ deviceProfileUid, profileName, ignoresWhitelist }) => ({
      value: deviceProfileUid,
      label: profileName ?? deviceProfileUid,
      ...(ignoresWhitelist ? { description: "Ignores the whitelist" } : {}),
    })),
  ];
  return (
    <FormSheet
      {...sheet}
      title="Bootstrap device"
      description="A device whose UID or IMEI is whitelisted is activated. Any other is blacklisted, unless its profile ignores the whitelist."
      schema={form}
      defaultValues={{ deviceProfileUid: unsealed, deviceSerialNumber: "", rotPublicUid: "", imei: "" }}
      onSubmit={async ({ deviceProfileUid, ...typed }) => {
        const given = Object.entries(typed).filter(([, value]) => value !== "");
        const body = {
          ...(deviceProfileUid === unsealed ? {} : { deviceProfileUid }),
          ...Object.fromEntries(given),
        };
        onBootstrapped((await bootstrap.mutateAsync({ body })).rotPublicUid);
      }}
    >
      <FormField name="deviceProfileUid" label="Device profile">
        {(field) => <Select value={field.value} onValueChange={field.onChange} items={items} />}
      </FormField>
      <FormField
        name="deviceSerialNumber"
        label="Device serial number"
        optional
        description="Sealed with the profile. Nothing: the IMEI."
      >
        {(field) => <Input mono {...field} />}
      </FormField>
      <FormField
        name="rotPublicUid"
        label="RoT UID"
        optional
        description="Of a device without a profile: seals it. Nothing: a new one."
      >
        {(field) => <Input mono {...field} />}
      </FormField>
      <FormField name="imei" label="IMEI" optional description="Nothing: a new one.">
        {(field) => <Input mono inputMode="numeric" {...field} />}
      </FormField>
    </FormSheet>
  );
}
