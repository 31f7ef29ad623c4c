"use client";

import { Field } from "@base-ui/react/field";
import type { ComponentProps } from "react";
import { cn } from "./cn";
import { inputClass } from "./input-styles";

export interface TextareaProps extends ComponentProps<"textarea"> {
  mono?: boolean;
}

/** Several lines of text. Inside a `Field` it is wired to label, description and error. */
export function Textarea({ mono, className, rows = 4, ...rest }: TextareaProps) {
  return (
    <Field.Control
      render={
        <textarea
          spellCheck={mono ? false : undefined}
          {...rest}
          rows={rows}
          className={inputClass(cn("block h-auto resize-y py-1.5", mono && "font-mono", className))}
        />
      }
    />
  );
}
