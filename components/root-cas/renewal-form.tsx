"use client";

import { z } from "zod";
import { FormField } from "@/components/patterns/form-sheet/form-field";
import { FormSheet } from "@/components/patterns/form-sheet/form-sheet";
import { Notice } from "@/components/patterns/notice";
import { NumberField } from "@/components/ui/number-field";
import { type RootCa, renewBeforeDays } from "@/lib/contract/root-cas";
import { doubtsAbout } from "./doubts";
import { useChangeRenewal } from "./queries";
import { dayCount } from "./words";

/** Empty is not an answer here: the vendor has no call that ends renewals. */
const form = z.object({
  renewBeforeDays: z
    .number({ error: "Say how many days. u-blox has no way to switch renewals off again." })
    .nullable()
    .pipe(renewBeforeDays),
});

function now(days: number | null): string {
  return days === null
    ? "Now its device certificates are not renewed by themselves."
    : `Now they are renewed ${dayCount(days)} before their end.`;
}

/** Changes when the device certificates of a root CA are renewed: the one thing about it that can be changed. */
export function RenewalForm({ rootCa, onClose }: { rootCa: RootCa | undefined; onClose: () => void }) {
  const change = useChangeRenewal();
  return (
    <FormSheet
      open={rootCa !== undefined}
      onOpenChange={(open) => !open && onClose()}
      title="Change renewal window"
      description={
        rootCa && (
          <>
            <b className="font-medium text-ink">{rootCa.caName}</b>: {now(rootCa.renewBeforeDays)} One call to
            u-blox.
          </>
        )
      }
      schema={form}
      defaultValues={{ renewBeforeDays: rootCa?.renewBeforeDays ?? null }}
      onSubmit={async (body) => {
        if (rootCa !== undefined) await change.mutateAsync({ params: { caName: rootCa.caName }, body });
      }}
    >
      {({ watch }) => (
        <>
          <FormField
            name="renewBeforeDays"
            label="Renew before the end"
            description="1 to 365 days. At the first security heartbeat from then on: same key, new serial number, new end. Each renewal is billed by u-blox. Needs the subscription “Device Certificate Management”."
          >
            {(field) => (
              <NumberField
                value={field.value}
                onValueChange={field.onChange}
                onBlur={field.onBlur}
                ref={field.ref}
                min={1}
                max={365}
                unit="days"
              />
            )}
          </FormField>
          {doubtsAbout({
            caValidityDays: rootCa?.caValidityDays ?? null,
            certificateValidityDays: rootCa?.certificateValidityDays ?? null,
            renewBeforeDays: watch("renewBeforeDays"),
          }).map((doubt) => (
            <Notice key={doubt} kind="attention" title="Is this what you mean?">
              {doubt}
            </Notice>
          ))}
        </>
      )}
    </FormSheet>
  );
}
