"use client";

import { Input as Base } from "@base-ui/react/input";
import type { ComponentProps } from "react";
import { cn } from "./cn";
import { inputClass } from "./input-styles";

export interface InputProps extends Omit<ComponentProps<"input">, "size"> {
  /** Identifiers, keys and patterns are typed in mono. */
  mono?: boolean;
}

/** One line of text. Inside a `Field` it is wired to label, description and error. */
export function Input({ mono, className, ...rest }: InputProps) {
  return (
    <Base
      autoComplete="off"
      spellCheck={mono ? false : undefined}
      {...rest}
      className={inputClass(cn(mono && "font-mono", className))}
    />
  );
}
