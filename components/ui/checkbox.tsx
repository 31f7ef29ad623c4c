"use client";

import { type ComponentProps, type ReactNode, type Ref, useCallback, useId } from "react";
import { cn } from "./cn";
import { FieldError } from "./field-error";

/** The bare box. The platform's own input, drawn by us: cheap enough for 200 rows. */
export function CheckboxInput({
  indeterminate = false,
  className,
  ref,
  ...rest
}: Omit<ComponentProps<"input">, "type"> & { indeterminate?: boolean }) {
  const attach = useCallback(
    (element: HTMLInputElement | null) => {
      if (element) element.indeterminate = indeterminate;
      if (typeof ref === "function") ref(element);
      else if (ref) ref.current = element;
    },
    [indeterminate, ref],
  );
  return (
    <span className="touch-target relative inline-grid size-4 shrink-0 place-items-center">
      <input
        {...rest}
        ref={attach}
        type="checkbox"
        className={cn(
          "peer relative z-10 col-start-1 row-start-1 size-4 appearance-none rounded-4 border border-control bg-surface transition-colors",
          "checked:border-accent checked:bg-accent indeterminate:border-accent indeterminate:bg-accent aria-invalid:border-failed",
          "disabled:cursor-not-allowed disabled:border-line-strong disabled:bg-sunken forced-colors:appearance-auto",
          className,
        )}
      />
      <svg
        viewBox="0 0 16 16"
        aria-hidden
        className="pointer-events-none z-20 col-start-1 row-start-1 hidden size-4 text-on-accent peer-checked:block peer-indeterminate:hidden forced-colors:hidden"
      >
        <path d="m4 8.25 2.75 2.75L12 5.5" fill="none" stroke="currentColor" strokeWidth="2" />
      </svg>
      <svg
        viewBox="0 0 16 16"
        aria-hidden
        className="pointer-events-none z-20 col-start-1 row-start-1 hidden size-4 text-on-accent peer-indeterminate:block forced-colors:hidden"
      >
        <path d="M4 8h8" fill="none" stroke="currentColor" strokeWidth="2" />
      </svg>
    </span>
  );
}

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
