"use client";

import { type ComponentProps, type MouseEvent, type ReactNode, useId } from "react";
import { type ButtonSize, type ButtonVariant, buttonClass } from "./button-styles";
import { cn } from "./cn";
import { SpinnerRing } from "./spinner";
import { Tooltip } from "./tooltip";

export interface ButtonProps extends Omit<ComponentProps<"button">, "disabled"> {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** A 16 px icon before the label. */
  icon?: ReactNode;
  /** Work is under way: the label and the width stay, a second press does nothing. */
  loading?: boolean;
  /** Why it cannot be used now. It stays focusable and says so; there is no silent grey button. */
  disabledReason?: string;
}

/** A button. Its label is verb and noun, in sentence case. */
export function Button({
  variant,
  size,
  icon,
  loading = false,
  disabledReason,
  className,
  children,
  onClick,
  type = "button",
  ...rest
}: ButtonProps) {
  const reasonId = useId();
  const inert = loading || disabledReason !== undefined;
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (inert) event.preventDefault();
    else onClick?.(event);
  };
  const button = (
    <button
      {...rest}
      type={type}
      onClick={press}
      aria-disabled={inert || undefined}
      aria-busy={loading || undefined}
      aria-describedby={disabledReason ? reasonId : rest["aria-describedby"]}
      data-solid={variant === "primary" || variant === "danger" || undefined}
      className={buttonClass({
        variant,
        size,
        className: cn(loading && "aria-disabled:opacity-100", className),
      })}
    >
      {icon && (loading ? <SpinnerRing /> : icon)}
      {!icon && loading && (
        <SpinnerRing className={cn("absolute", size === "small" ? "left-1 size-2.5" : "left-1.5 size-3")} />
      )}
      {/* Without an icon the ring needs room: the label gives way by 7 px and the width stays. */}
      <span className={cn("inline-flex items-center gap-2", !icon && loading && "translate-x-[7px]")}>
        {children}
      </span>
    </button>
  );
  if (!disabledReason) return button;
  return (
    <>
      <Tooltip content={disabledReason}>{button}</Tooltip>
      <span id={reasonId} className="sr-only">
        {disabledReason}
      </span>
    </>
  );
}
