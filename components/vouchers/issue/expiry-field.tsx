"use client";

import { useController } from "react-hook-form";
import { exactTime } from "@/components/patterns/time/format-time";
import { ExactTime } from "@/components/patterns/time/timestamp";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useNow } from "@/components/ui/use-now";
import { expiryProblem, instantIn, presetDays, presetValue } from "./expiry";
import type { IssueInput } from "./issue-input";

const minuteMs = 60_000;

/** When the voucher ends; never behind the certificate that it pins. */
export function ExpiryField({ notAfter }: { notAfter: string | null }) {
  const { field, fieldState } = useController<IssueInput, "expiresAt">({ name: "expiresAt" });
  const nowMs = useNow(minuteMs);
  const chosen = instantIn(field.value);
  const problem = nowMs === null ? undefined : expiryProblem(field.value, nowMs, notAfter);
  return (
    <div className="flex flex-col gap-2">
      <Field
        label="Expiration"
        description={
          notAfter === null
            ? "Date and time in UTC. Not later than the certificate's end. Short is safe: nothing takes a voucher back."
            : `Date and time in UTC, until ${exactTime(notAfter)} at the latest, when the certificate ends. Short is safe: nothing takes a voucher back.`
        }
        error={fieldState.error?.message ?? problem}
      >
        <Input {...field} type="datetime-local" className="tabular w-60 max-w-full" />
      </Field>
      <fieldset className="flex flex-wrap items-center gap-2">
        <legend className="sr-only">Usual ends</legend>
        {presetDays.map((days) => (
          <Button
            key={days}
            size="small"
            onClick={() => field.onChange(presetValue(days, Date.now(), notAfter))}
          >
            {`In ${days} days`}
          </Button>
        ))}
        {chosen && !problem && (
          <span className="text-13">
            <ExactTime value={chosen} />
          </span>
        )}
      </fieldset>
    </div>
  );
}
