"use client";

import { Field, type FieldProps } from "@/components/ui/field";
import { Textarea, type TextareaProps } from "@/components/ui/textarea";

/** The lines of a pasted text that hold something; also split at commas and semicolons. */
export function splitPasted(text: string): string[] {
  return text
    .split(/[\r\n,;\t]+/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** Where identifiers are pasted, one a line; counts them as they come. */
export function PastedLines({
  value,
  onValueChange,
  noun,
  label,
  description,
  error,
  optional,
  ...rest
}: Omit<TextareaProps, "value" | "onChange"> &
  Pick<FieldProps, "label" | "description" | "error" | "optional"> & {
    value: string;
    onValueChange: (value: string) => void;
    /** What is counted: { one: "RoT UID", many: "RoT UIDs" }. */
    noun: { one: string; many: string };
  }) {
  const count = splitPasted(value).length;
  return (
    <Field
      label={label}
      description={description}
      error={error}
      optional={optional}
      aside={
        <span className="tabular">
          {count.toLocaleString("en-US")} {count === 1 ? noun.one : noun.many}
        </span>
      }
    >
      <Textarea
        rows={8}
        mono
        {...rest}
        value={value}
        onChange={(event) => onValueChange(event.target.value)}
      />
    </Field>
  );
}
