"use client";

import { type ComponentProps, type ReactNode, type Ref, useId } from "react";
import { CheckboxInput } from "./checkbox-input";
import { cn } from "./cn";
import { FieldError } from "./field-error";

export interface CheckboxProps extends Omit<ComponentProps<"input">, "type" | "ref"> {
  label: ReactNode;
  description?: ReactNode;
  error?: string;
  indeterminate?: boolean;
  ref?: Ref<HTMLInputElement>;
}

/** A box with its label: "yes or no", saved with the form. */
export function Checkbox({ label, description, error, className, ...rest }: CheckboxProps) {
  const id = useId();
  const described = [description && `${id}-description`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div className={cn("flex flex-col gap-1", className)}>
      <div className="flex gap-2">
        <span className="flex h-[1.45em] items-center text-13">
          <CheckboxInput
            id={id}
            {...rest}
            aria-invalid={error !== undefined || undefined}
            aria-describedby={described || undefined}
          />
        </span>
        <div className="min-w-0">
          <label htmlFor={rest.id ?? id} className="block text-13">
            {label}
          </label>
          {description && (
            <p id={`${id}-description`} className="text-12 text-muted">
              {description}
            </p>
          )}
        </div>
      </div>
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </div>
  );
}
