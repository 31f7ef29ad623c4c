import NextLink from "next/link";
import type { ComponentProps } from "react";
import { type ButtonSize, type ButtonVariant, buttonClass } from "./button-styles";
import { cn } from "./cn";

type LinkProps = ComponentProps<typeof NextLink>;

/** A link inside text or a fact: accent, underlined on hover. */
export function Link({ className, ...rest }: LinkProps) {
  return (
    <NextLink
      {...rest}
      className={cn(
        "rounded-2 text-accent underline-offset-3 hover:underline [p_&]:underline [p_&]:decoration-accent/40",
        className,
      )}
    />
  );
}

/** The name of a row: ink and medium, underlined on hover. A page of rows does not fetch fifty pages ahead. */
export function RowLink({ className, ...rest }: LinkProps) {
  return (
    <NextLink
      prefetch={false}
      {...rest}
      className={cn("rounded-2 font-medium text-ink underline-offset-3 hover:underline", className)}
    />
  );
}

/** A link that looks like a button because it starts something on another page. */
export function ButtonLink({
  variant,
  size,
  icon,
  className,
  children,
  ...rest
}: LinkProps & { variant?: ButtonVariant; size?: ButtonSize; icon?: React.ReactNode }) {
  return (
    <NextLink
      {...rest}
      // A file is not to be fetched because its button came into view.
      prefetch={rest.download === undefined ? rest.prefetch : false}
      className={buttonClass({ variant, size, className })}
    >
      {icon}
      {children}
    </NextLink>
  );
}
