import type { ComponentProps } from "react";
import { cn } from "./cn";

/** A small word beside a name: a type, a tag. States use `Status`. */
export function Badge({ className, ...rest }: ComponentProps<"span">) {
  return (
    <span
      {...rest}
      className={cn(
        "inline-block h-5 max-w-full truncate align-middle leading-5 rounded-4 bg-pressed px-1.5 text-12 text-ink",
        className,
      )}
    />
  );
}
