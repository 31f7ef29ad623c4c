"use client";

import { useId } from "react";
import { useController, useFormContext } from "react-hook-form";
import { FieldError } from "@/components/ui/field-error";
import { NumberField } from "@/components/ui/number-field";
import {
  type DurationParts,
  durationParts,
  durationWords,
  secondsOf,
  secondsWords,
} from "@/lib/domain/heartbeat/duration";
import type { SettingsInput } from "./settings-form";

const units = [
  { part: "days", label: "Days", max: 3_650 },
  { part: "hours", label: "Hours", max: 23 },
  { part: "minutes", label: "Minutes", max: 59 },
] as const;

/** How often the device makes contact, entered in days, hours and minutes; the exact seconds beside it. */
export function HeartbeatField({ unset }: { unset: string }) {
  const id = useId();
  const { control } = useFormContext<SettingsInput>();
  const { field, fieldState } = useController({ name: "heartbeatSeconds", control });
  const seconds = field.value;
  const parts = seconds === null ? undefined : durationParts(seconds);
  const change = (part: keyof DurationParts, value: number | null) => {
    const none: DurationParts = { days: 0, hours: 0, minutes: 0, seconds: 0 };
    const next = secondsOf({ ...none, ...parts, seconds: 0, [part]: Math.max(0, Math.floor(value ?? 0)) });
    field.onChange(next === 0 ? null : next);
  };
  return (
    <fieldset
      aria-describedby={fieldState.error ? `${id}-words ${id}-error` : `${id}-words`}
      className="flex min-w-0 flex-col gap-2"
    >
      <legend className="mb-1.5 text-13 font-medium">Security heartbeat</legend>
      <div className="flex flex-col gap-2">
        {units.map(({ part, label, max }, index) => (
          <NumberField
            key={part}
            aria-label={label}
            unit={part}
            min={0}
            max={max}
            value={parts?.[part] ?? null}
            onValueChange={(value) => change(part, value)}
            onBlur={field.onBlur}
            ref={index === 0 ? field.ref : undefined}
          />
        ))}
      </div>
      <p id={`${id}-words`} className="tabular text-12 text-muted">
        {seconds === null
          ? unset
          : `Contact at least every ${durationWords(seconds)}: ${secondsWords(seconds)}.`}
      </p>
      {fieldState.error?.message && <FieldError id={`${id}-error`}>{fieldState.error.message}</FieldError>}
    </fieldset>
  );
}
