"use client";

import { type ComponentProps, type ReactNode, useId } from "react";
import { cn } from "./cn";

export interface SwitchProps extends Omit<ComponentProps<"input">, "type" | "role"> {
  label: ReactNode;
  description?: ReactNode;
}

/** On or off, taking effect at once. Saved with a form, use a checkbox instead. */
export function Switch({ label, description, className, ...rest }: SwitchProps) {
  const id = useId();
  return (
    <div className={cn("flex items-start justify-between gap-4", className)}>
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
      <span className="touch-target relative inline-flex h-5 w-9 shrink-0">
        <input
          id={id}
          {...rest}
          type="checkbox"
          // biome-ignore lint/a11y/useAriaPropsForRole: the checkbox itself tells whether it is checked
          role="switch"
          aria-describedby={description ? `${id}-description` : undefined}
          className="peer relative z-10 h-5 w-9 appearance-none rounded-full border border-control bg-control transition-colors checked:border-accent checked:bg-accent disabled:cursor-not-allowed disabled:opacity-55 forced-colors:appearance-auto"
        />
        <span
          aria-hidden
          className="pointer-events-none absolute left-0.5 top-0.5 z-20 size-4 rounded-full bg-surface transition-transform peer-checked:translate-x-4 forced-colors:hidden"
        />
      </span>
    </div>
  );
}
