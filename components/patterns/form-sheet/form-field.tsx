"use client";

import type { ReactNode } from "react";
import { type ControllerRenderProps, type FieldValues, useController, useFormContext } from "react-hook-form";
import { Field } from "@/components/ui/field";

export interface FormFieldProps {
  /** The field's path in the schema. */
  name: string;
  label: ReactNode;
  description?: ReactNode;
  optional?: boolean;
  aside?: ReactNode;
  className?: string;
  /** The control: `(field) => <Input {...field} />`; for Base UI controls pass `onValueChange={field.onChange}`. */
  children: (field: ControllerRenderProps<FieldValues, string>) => ReactNode;
}

/** A field of a `FormSheet`, with the message of its check. */
export function FormField({ name, children, ...field }: FormFieldProps) {
  const { control } = useFormContext();
  const controller = useController({ name, control });
  return (
    <Field {...field} error={controller.fieldState.error?.message}>
      {children(controller.field)}
    </Field>
  );
}
