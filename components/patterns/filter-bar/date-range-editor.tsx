"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { DateRange } from "../table-state/filter-parsers";
import type { DateRangeFilter, FilterValue } from "./types";

const presets = [
  { label: "Today", days: 1 },
  { label: "7 days", days: 7 },
  { label: "30 days", days: 30 },
  { label: "90 days", days: 90 },
];

/** The day in UTC, `daysAgo` days before now. */
function day(daysAgo: number): string {
  return new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10);
}

function dayFrom(data: FormData, name: string): string | null {
  return String(data.get(name) ?? "") || null;
}

/** Two days in UTC, both inclusive, with the usual spans at hand. */
export function DateRangeEditor(props: {
  filter: DateRangeFilter;
  value: DateRange | null;
  onChange: (value: FilterValue, done: boolean) => void;
}) {
  const [error, setError] = useState<string>();
  const { earliest = "" } = props.filter;
  const offered = presets.filter(({ days }) => day(days - 1) >= earliest);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const range = { from: dayFrom(data, "from"), to: dayFrom(data, "to") };
    if (range.from && range.to && range.from > range.to) setError("The last day lies before the first.");
    else props.onChange(range.from || range.to ? range : null, true);
  };
  return (
    <form onSubmit={submit} className="flex w-72 max-w-full flex-col gap-3">
      <div className="flex flex-wrap gap-1">
        {offered.map((preset) => (
          <Button
            key={preset.days}
            size="small"
            onClick={() => props.onChange({ from: day(preset.days - 1), to: null }, true)}
          >
            {preset.label}
          </Button>
        ))}
      </div>
      <div className="grid grid-cols-2 gap-3">
        <Field label="First day">
          <Input name="from" type="date" min={props.filter.earliest} defaultValue={props.value?.from ?? ""} />
        </Field>
        <Field label="Last day" error={error}>
          <Input name="to" type="date" min={props.filter.earliest} defaultValue={props.value?.to ?? ""} />
        </Field>
      </div>
      <div className="flex items-center justify-between gap-3">
        <span className="text-12 text-muted">Days are counted in UTC.</span>
        <Button type="submit">Apply</Button>
      </div>
    </form>
  );
}
