"use client";

import { NumberField as Base } from "@base-ui/react/number-field";
import Minus from "lucide-react/icons/minus";
import Plus from "lucide-react/icons/plus";
import type { ReactNode, Ref } from "react";
import { cn } from "./cn";
import { inputClass } from "./input-styles";

export interface NumberFieldProps {
  value: number | null;
  onValueChange: (value: number | null) => void;
  min?: number;
  max?: number;
  step?: number;
  /** Shown at the right of the number: "days", "certificates". */
  unit?: ReactNode;
  /** Intl options; whole numbers are grouped by default. */
  format?: Intl.NumberFormatOptions;
  name?: string;
  disabled?: boolean;
  "aria-label"?: string;
  className?: string;
  onBlur?: () => void;
  ref?: Ref<HTMLInputElement>;
}

const stepper =
  "flex h-full w-7 items-center justify-center text-muted hover:bg-hover hover:text-ink active:bg-pressed data-disabled:opacity-40";

/** A number with its unit. Arrow keys step, Page keys step by ten; the wheel does nothing. */
export function NumberField({
  unit,
  className,
  onBlur,
  ref,
  value,
  onValueChange,
  ...rest
}: NumberFieldProps) {
  const { "aria-label": label, ...root } = rest;
  return (
    <Base.Root
      {...root}
      value={value}
      onValueChange={(next) => onValueChange(next)}
      locale="en-US"
      allowOutOfRange
      className={cn("inline-flex items-center gap-2", className)}
    >
      <Base.Group
        className={inputClass(
          "inline-flex w-auto items-stretch overflow-hidden p-0 focus-within:border-accent focus-within:outline-2 focus-within:outline-accent",
        )}
      >
        <Base.Input
          ref={ref}
          onBlur={onBlur}
          aria-label={label}
          className="tabular h-full w-28 min-w-0 bg-transparent px-2.5 outline-none"
        />
        <Base.Decrement aria-label="Decrease" className={cn(stepper, "border-l border-line")}>
          <Minus aria-hidden className="size-3.5" />
        </Base.Decrement>
        <Base.Increment aria-label="Increase" className={cn(stepper, "border-l border-line")}>
          <Plus aria-hidden className="size-3.5" />
        </Base.Increment>
      </Base.Group>
      {unit && <span className="text-13 text-muted">{unit}</span>}
    </Base.Root>
  );
}
