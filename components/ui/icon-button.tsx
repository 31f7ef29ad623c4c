"use client";

import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";
import { Tooltip } from "./tooltip";

export interface IconButtonProps extends Omit<ComponentProps<"button">, "children" | "aria-label"> {
  /** What it does, in words: its name for assistive technology and its tooltip. */
  label: string;
  icon: ReactNode;
  /** Default "medium" (32 px, as every control); "small" (24 px) inside rows and chips. */
  size?: "small" | "medium";
  /** Leave the tooltip out where the same words stand beside it. */
  tooltip?: boolean;
}

/** A button that shows only an icon. */
export function IconButton({
  label,
  icon,
  size = "medium",
  tooltip = true,
  className,
  type = "button",
  ...rest
}: IconButtonProps) {
  const button = (
    <button
      {...rest}
      type={type}
      aria-label={label}
      className={cn(
        "touch-target inline-flex shrink-0 items-center justify-center rounded-control text-muted transition-colors hover:bg-hover hover:text-ink active:bg-pressed data-popup-open:bg-pressed data-popup-open:text-ink",
        size === "medium" ? "size-8" : "size-6",
        className,
      )}
    >
      {icon}
    </button>
  );
  return tooltip ? <Tooltip content={label}>{button}</Tooltip> : button;
}
