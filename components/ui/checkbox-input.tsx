"use client";

import { type ComponentProps, useCallback } from "react";
import { choiceTargetClass } from "./choice-styles";
import { cn } from "./cn";

const marks = {
  check: <path d="m4 8.25 2.75 2.75L12 5.5" fill="none" stroke="currentColor" strokeWidth="2" />,
  dash: <path d="M4 8h8" fill="none" stroke="currentColor" strokeWidth="2" />,
};

/**
 * The bare box, without a label: name it with `aria-label`. The platform's own input lies unseen
 * over a box drawn by us, larger than it, so that it is easy to hit; cheap enough for 200 rows.
 */
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
    <span className={cn("relative isolate inline-block size-4 shrink-0", className)}>
      <input {...rest} ref={attach} type="checkbox" className={choiceTargetClass} />
      <span
        aria-hidden
        className={cn(
          "absolute inset-0 rounded-4 border border-control bg-surface text-on-accent transition-colors",
          "peer-checked:border-accent peer-checked:bg-accent peer-indeterminate:border-accent peer-indeterminate:bg-accent peer-aria-invalid:border-failed",
          "peer-disabled:border-line-strong peer-disabled:bg-sunken peer-disabled:text-muted",
          "peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-accent",
          "forced-colors:text-[CanvasText]",
          "[&>svg]:absolute [&>svg]:-inset-px [&>svg]:hidden",
          "peer-checked:[&>.check]:block peer-indeterminate:[&>.check]:hidden peer-indeterminate:[&>.dash]:block",
        )}
      >
        <svg aria-hidden viewBox="0 0 16 16" className="check size-4">
          {marks.check}
        </svg>
        <svg aria-hidden viewBox="0 0 16 16" className="dash size-4">
          {marks.dash}
        </svg>
      </span>
    </span>
  );
}
