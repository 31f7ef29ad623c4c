"use client";

import type { ReactNode } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { Parameter } from "./order-draft";
import { SecretInput } from "./secret-input";

interface Props {
  parameter: Parameter;
  value: string;
  onValueChange: (value: string) => void;
  error?: string;
  /** The vendor's rule for it is one that cannot be checked here. */
  unchecked?: boolean;
}

const secretNote =
  "It protects the keys in the zip. Keep it now: it is not stored and cannot be shown or changed later.";

function Control({ parameter, value, onValueChange }: Pick<Props, "parameter" | "value" | "onValueChange">) {
  if ("choices" in parameter && parameter.choices !== null) {
    const choices = parameter.choices.map((choice) => ({ value: choice, label: choice }));
    const none = { value: "", label: "Not set" };
    return (
      <Select
        items={parameter.required ? choices : [none, ...choices]}
        value={parameter.required && value === "" ? null : value}
        onValueChange={onValueChange}
        placeholder={parameter.required ? undefined : none.label}
        className="sm:w-48"
      />
    );
  }
  if ("secret" in parameter && parameter.secret) {
    return <SecretInput value={value} onChange={(event) => onValueChange(event.target.value)} />;
  }
  const numeric = "type" in parameter && parameter.type === "number";
  return (
    <Input
      mono={numeric}
      inputMode={numeric ? "numeric" : undefined}
      value={value}
      onChange={(event) => onValueChange(event.target.value)}
    />
  );
}

function Line({ children }: { children: ReactNode }) {
  return <span className="block">{children}</span>;
}

/** A field as the vendor describes it: its label, its message as help, its choices. */
export function ParameterField({ parameter, value, onValueChange, error, unchecked }: Props) {
  const secret = "secret" in parameter && parameter.secret;
  const help = [
    error === undefined && parameter.message,
    unchecked && "Not checked here; Sectigo checks it.",
    secret && secretNote,
  ].filter((line): line is string => typeof line === "string" && line !== "");
  return (
    <Field
      label={parameter.label}
      optional={!parameter.required}
      description={help.length > 0 ? help.map((line) => <Line key={line}>{line}</Line>) : undefined}
      error={error}
    >
      <Control parameter={parameter} value={value} onValueChange={onValueChange} />
    </Field>
  );
}
