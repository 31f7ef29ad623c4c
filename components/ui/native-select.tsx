"use client";

import { Field } from "@base-ui/react/field";
import ChevronDown from "lucide-react/icons/chevron-down";
import type { ComponentProps } from "react";
import { cn } from "./cn";
import { inputClass } from "./input-styles";

/** The platform's own select, for short lists in toolbars and on phones. Wired inside a `Field`; elsewhere name it with `aria-label`. */
export function NativeSelect({ className, children, ...rest }: ComponentProps<"select">) {
  return (
    <span className={cn("relative inline-flex min-w-0", className)}>
      <Field.Control
        render={
          <select {...rest} className={inputClass("appearance-none truncate pr-7")}>
            {children}
          </select>
        }
      />
      <ChevronDown aria-hidden className="pointer-events-none absolute right-2 top-2 size-4 text-muted" />
    </span>
  );
}
