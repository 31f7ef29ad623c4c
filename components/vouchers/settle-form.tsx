"use client";

import { z } from "zod";
import { FormField } from "@/components/patterns/form-sheet/form-field";
import { FormSheet } from "@/components/patterns/form-sheet/form-sheet";
import { RadioGroup } from "@/components/ui/radio-group";
import { Textarea } from "@/components/ui/textarea";
import { statedReason } from "@/lib/contract/reason";
import type { IssuedVoucher } from "@/lib/contract/vouchers";
import { doubtWords } from "./doubt-words";
import { useSettleVoucher } from "./queries";

const happened = z.enum(["yes", "no"]);

const form = z.object({
  happened: happened.nullable().pipe(z.enum(happened.options, { error: "Say which of the two it is." })),
  reason: statedReason,
});

/** A person says what became of a voucher whose answer was lost. */
export function SettleForm({
  voucher,
  onClose,
}: {
  voucher: IssuedVoucher | undefined;
  onClose: () => void;
}) {
  const settle = useSettleVoucher();
  const words = doubtWords(voucher?.standing ?? "issue_in_doubt");
  return (
    <FormSheet
      open={voucher !== undefined}
      onOpenChange={(open) => !open && onClose()}
      title="Settle voucher"
      description={
        voucher && (
          <>
            <b className="font-mono font-medium text-ink">{voucher.serialNumber}</b>: {words.toDo} No call to
            Juniper is made.
          </>
        )
      }
      schema={form}
      defaultValues={{ happened: null, reason: "" }}
      onSubmit={async ({ happened: answer, reason }) => {
        if (voucher === undefined) return;
        await settle.mutateAsync({
          params: { voucherId: voucher.voucherId },
          body: { happened: answer === "yes", reason },
        });
      }}
    >
      {({ watch, setValue, formState }) => (
        <>
          <RadioGroup
            legend="What became of it"
            options={[
              { value: "yes", label: words.yes, description: words.yesMeans },
              { value: "no", label: words.no, description: words.noMeans },
            ]}
            value={watch("happened")}
            onValueChange={(value) =>
              setValue("happened", value, { shouldDirty: true, shouldValidate: formState.isSubmitted })
            }
            error={formState.errors.happened?.message}
          />
          <FormField
            name="reason"
            label="How you know"
            description="Such as “Seen in the licensing portal today”. It is kept in the audit history."
          >
            {(field) => <Textarea {...field} rows={2} />}
          </FormField>
        </>
      )}
    </FormSheet>
  );
}
