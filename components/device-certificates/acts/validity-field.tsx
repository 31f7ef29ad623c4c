"use client";

import { ExactTime } from "@/components/patterns/time/timestamp";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { NumberField } from "@/components/ui/number-field";
import { useNow } from "@/components/ui/use-now";
import {
  longestValidityDays,
  validityDaysMin,
  validityDaysRecommended,
} from "@/lib/domain/device-certificates/validity";
import type { RootCaChoice } from "../queries";

const minuteMs = 60_000;
const days = (count: number) => `${count.toLocaleString("en-US")} days`;

interface Props {
  value: number | null;
  onValueChange: (value: number | null) => void;
  /** The root CA whose certificates they are; without it each certificate's own CA decides. */
  ca: RootCaChoice | undefined;
  error: string | undefined;
  onBlur?: () => void;
}

/** How long renewed certificates are to hold, with the usual lengths at hand. */
export function ValidityField({ value, onValueChange, ca, error, onBlur }: Props) {
  const nowMs = useNow(minuteMs);
  const longest = nowMs === null || !ca ? null : longestValidityDays(ca.endsAt, nowMs);
  const fits = [90, 180, validityDaysRecommended].filter((count) => longest === null || count <= longest);
  const presets = longest !== null && longest < validityDaysRecommended ? [...fits, longest] : fits;
  return (
    <div className="flex flex-col gap-2">
      <Field
        label="Validity"
        error={error}
        description={`${validityDaysMin} to 3,650 days, counted from the heartbeat that brings it. u-blox recommends at most ${validityDaysRecommended}.`}
      >
        <NumberField
          value={value}
          onValueChange={onValueChange}
          onBlur={onBlur}
          min={validityDaysMin}
          max={longest ?? undefined}
          unit="days"
        />
      </Field>
      <div className="flex flex-wrap gap-1.5">
        {presets.map((count) => (
          <Button
            key={count}
            size="small"
            aria-pressed={value === count}
            onClick={() => onValueChange(count)}
          >
            {count === longest ? `${days(count)}, to the CA's end` : days(count)}
          </Button>
        ))}
      </div>
      {ca?.endsAt && (
        <p className="text-12 text-muted">
          {ca.caName} ends <ExactTime value={ca.endsAt} />; device certificates end with it at the latest.
        </p>
      )}
    </div>
  );
}

/** What is wrong with a validity; undefined when it can be asked for. */
export function validityProblem(value: number | null, ca: RootCaChoice | undefined): string | undefined {
  const longest = longestValidityDays(ca?.endsAt ?? null, Date.now());
  if (value === null) return "Say for how many days.";
  if (!Number.isInteger(value) || value < validityDaysMin) return `At least ${days(validityDaysMin)}.`;
  if (value <= longest) return undefined;
  return ca?.endsAt
    ? `${ca.caName} ends before: ask for at most ${days(longest)}.`
    : `At most ${days(longest)}.`;
}
