"use client";

import { type ReactNode, useId } from "react";
import { choiceTargetClass } from "./choice-styles";
import { cn } from "./cn";
import { FieldError } from "./field-error";

export interface RadioOption<Value extends string = string> {
  value: Value;
  label: ReactNode;
  description?: ReactNode;
  disabled?: boolean;
}

export interface RadioGroupProps<Value extends string> {
  legend: ReactNode;
  /** Keeps the legend for assistive technology only. */
  hideLegend?: boolean;
  options: readonly RadioOption<Value>[];
  value: Value | null;
  onValueChange: (value: Value) => void;
  name?: string;
  error?: string;
  onBlur?: () => void;
  className?: string;
}

/** One of two to five, all visible. More: use a select. */
export function RadioGroup<Value extends string>(props: RadioGroupProps<Value>) {
  const id = useId();
  const name = props.name ?? id;
  return (
    <fieldset
      onBlur={props.onBlur}
      aria-describedby={props.error ? `${id}-error` : undefined}
      className={cn("flex min-w-0 flex-col gap-2", props.className)}
    >
      <legend className={cn("mb-1.5 text-13 font-medium", props.hideLegend && "sr-only")}>
        {props.legend}
      </legend>
      {props.options.map((option) => (
        <div key={option.value} className="flex gap-2">
          <span className="flex h-[1.45em] items-center text-13">
            <span className="relative isolate inline-block size-4">
              <input
                type="radio"
                id={`${id}-${option.value}`}
                name={name}
                value={option.value}
                checked={props.value === option.value}
                disabled={option.disabled}
                onChange={() => props.onValueChange(option.value)}
                aria-describedby={option.description ? `${id}-${option.value}-description` : undefined}
                className={cn(choiceTargetClass, "rounded-full")}
              />
              <span
                aria-hidden
                className="absolute inset-0 rounded-full border border-control bg-surface transition-colors peer-checked:border-5 peer-checked:border-accent peer-disabled:border-line-strong peer-disabled:bg-sunken peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-accent"
              />
            </span>
          </span>
          <div className="min-w-0">
            <label htmlFor={`${id}-${option.value}`} className="block text-13">
              {option.label}
            </label>
            {option.description && (
              <p id={`${id}-${option.value}-description`} className="text-12 text-muted">
                {option.description}
              </p>
            )}
          </div>
        </div>
      ))}
      {props.error && <FieldError id={`${id}-error`}>{props.error}</FieldError>}
    </fieldset>
  );
}
