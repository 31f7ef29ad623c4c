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
      <span className="relative isolate inline-block h-5 w-9 shrink-0">
        <input
          id={id}
          {...rest}
          type="checkbox"
          // biome-ignore lint/a11y/useAriaPropsForRole: the checkbox itself tells whether it is checked
          role="switch"
          aria-describedby={description ? `${id}-description` : undefined}
          className="peer absolute -inset-0.5 z-10 h-6 w-10 appearance-none rounded-full outline-none disabled:cursor-not-allowed pointer-coarse:-inset-y-3 pointer-coarse:h-11"
        />
        <span
          aria-hidden
          className="absolute inset-0 rounded-full border border-control bg-control transition-colors peer-checked:border-accent peer-checked:bg-accent peer-disabled:opacity-55 peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-accent"
        />
        <span
          aria-hidden
          className="absolute left-0.5 top-0.5 size-4 rounded-full bg-surface transition-transform peer-checked:translate-x-4 forced-colors:bg-[CanvasText]"
        />
      </span>
    </div>
  );
}
