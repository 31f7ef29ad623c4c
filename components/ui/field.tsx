"use client";

import { Field as Base } from "@base-ui/react/field";
import { Fieldset as BaseFieldset } from "@base-ui/react/fieldset";
import type { ReactNode } from "react";
import { cn } from "./cn";
import { FieldError } from "./field-error";

export interface FieldProps {
  label: ReactNode;
  /** Help that stays: format, unit, limits. */
  description?: ReactNode;
  /** What is wrong and how to mend it. Also marks the control as invalid. */
  error?: string;
  /** Optional fields say so; required ones are the rule and carry no mark. */
  optional?: boolean;
  /** Something small at the right of the label, such as a count. */
  aside?: ReactNode;
  className?: string;
  children: ReactNode;
}

/** Label, control, description and error, wired by id. The control is any of the kit's inputs. */
export function Field({ label, description, error, optional, aside, className, children }: FieldProps) {
  return (
    <Base.Root invalid={error !== undefined} className={cn("flex min-w-0 flex-col gap-1.5", className)}>
      <div className="flex items-baseline justify-between gap-3">
        <Base.Label className="text-13 font-medium">
          {label}
          {optional && <span className="font-normal text-muted"> (optional)</span>}
        </Base.Label>
        {aside && <span className="text-12 text-muted">{aside}</span>}
      </div>
      {children}
      {description && <Base.Description className="text-12 text-muted">{description}</Base.Description>}
      {error !== undefined && (
        <Base.Error match render={<FieldError />}>
          {error}
        </Base.Error>
      )}
    </Base.Root>
  );
}

/** A group of fields under one legend. */
export function FieldGroup({ legend, children }: { legend: ReactNode; children: ReactNode }) {
  return (
    <BaseFieldset.Root className="flex min-w-0 flex-col gap-4">
      <BaseFieldset.Legend className="text-13 font-semibold">{legend}</BaseFieldset.Legend>
      {children}
    </BaseFieldset.Root>
  );
}
