"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";
import { DateRangeEditor } from "./date-range-editor";
import { isDateRange, isNumberRange } from "./filter-text";
import type { Filter, FilterValue, ManyFilter, NumberRangeFilter, TextFilter } from "./types";

interface EditorProps<Kind extends Filter = Filter> {
  filter: Kind;
  value: FilterValue | undefined;
  /** Sets the filter; `done` closes the popover. */
  onChange: (value: FilterValue, done: boolean) => void;
}

function ManyEditor({ filter, value, onChange }: EditorProps<ManyFilter>) {
  const chosen = Array.isArray(value) ? value : [];
  const [typed, setTyped] = useState("");
  const shown = filter.options.filter((option) => option.label.toLowerCase().includes(typed.toLowerCase()));
  const toggle = (option: string) => {
    const next = chosen.includes(option) ? chosen.filter((other) => other !== option) : [...chosen, option];
    onChange(next.length > 0 ? next : null, false);
  };
  return (
    <div className="flex w-60 flex-col gap-3">
      {filter.options.length > 8 && (
        <Input
          type="search"
          aria-label={`Find in ${filter.label}`}
          placeholder="Find"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      )}
      <fieldset className="flex max-h-72 flex-col gap-2 overflow-y-auto p-1">
        <legend className="sr-only">{filter.label}</legend>
        {shown.map((option) => (
          <Checkbox
            key={option.value}
            label={option.label}
            checked={chosen.includes(option.value)}
            onChange={() => toggle(option.value)}
          />
        ))}
        {shown.length === 0 && <p className="text-13 text-muted">Nothing found</p>}
      </fieldset>
    </div>
  );
}

function TextEditor({ filter, value, onChange }: EditorProps<TextFilter>) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = String(new FormData(event.currentTarget).get("text") ?? "").trim();
    onChange(typed || null, true);
  };
  return (
    <form onSubmit={submit} className="flex w-64 gap-2">
      <Input
        name="text"
        aria-label={filter.label}
        mono={filter.mono}
        placeholder={filter.placeholder}
        defaultValue={typeof value === "string" ? value : ""}
      />
      <Button type="submit">Apply</Button>
    </form>
  );
}

function numberFrom(data: FormData, name: string): number | null {
  const typed = String(data.get(name) ?? "").trim();
  const value = Number(typed);
  return typed === "" || !Number.isFinite(value) ? null : value;
}

function NumbersEditor({ filter, value, onChange }: EditorProps<NumberRangeFilter>) {
  const current = isNumberRange(value) ? value : { min: null, max: null };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const range = { min: numberFrom(data, "min"), max: numberFrom(data, "max") };
    onChange(range.min === null && range.max === null ? null : range, true);
  };
  return (
    <form onSubmit={submit} className="flex w-64 flex-col gap-3">
      <div className="flex gap-3">
        <Field label="At least">
          <Input name="min" type="number" min={0} defaultValue={current.min ?? ""} className="tabular" />
        </Field>
        <Field label="At most">
          <Input name="max" type="number" min={0} defaultValue={current.max ?? ""} className="tabular" />
        </Field>
      </div>
      {filter.unit && <p className="text-12 text-muted">In {filter.unit}.</p>}
      <Button type="submit" className="self-end">
        Apply
      </Button>
    </form>
  );
}

/** The inside of a filter's popover. Choices act at once, typed values on Enter. */
export function FilterEditor({ filter, value, onChange }: EditorProps) {
  switch (filter.kind) {
    case "select":
      return (
        <RadioGroup
          legend={filter.label}
          hideLegend
          options={filter.options}
          value={typeof value === "string" ? value : null}
          onValueChange={(next) => onChange(next, true)}
          className="max-h-80 min-w-44 overflow-y-auto p-1"
        />
      );
    case "many":
      return <ManyEditor filter={filter} value={value} onChange={onChange} />;
    case "text":
      return <TextEditor filter={filter} value={value} onChange={onChange} />;
    case "numbers":
      return <NumbersEditor filter={filter} value={value} onChange={onChange} />;
    case "dates":
      return (
        <DateRangeEditor filter={filter} value={isDateRange(value) ? value : null} onChange={onChange} />
      );
  }
}
