import { cn } from "./cn";

export type ButtonVariant = "primary" | "secondary" | "ghost" | "danger";
export type ButtonSize = "small" | "medium";

const variants: Record<ButtonVariant, string> = {
  primary: "bg-accent text-on-accent enabled:hover:bg-accent-strong [a&]:hover:bg-accent-strong",
  secondary:
    "border border-line-strong bg-surface text-ink enabled:hover:bg-hover [a&]:hover:bg-hover enabled:active:bg-pressed data-popup-open:bg-pressed",
  ghost:
    "text-soft enabled:hover:bg-hover enabled:hover:text-ink [a&]:hover:bg-hover [a&]:hover:text-ink enabled:active:bg-pressed data-popup-open:bg-pressed data-popup-open:text-ink",
  danger: "bg-danger text-on-danger enabled:hover:bg-danger-strong",
};

const sizes: Record<ButtonSize, string> = {
  small: "h-7 gap-1.5 px-2.5 text-12",
  medium: "h-8 gap-2 px-3.5 text-13",
};

/** Classes of a button, for buttons and for links that look like one. */
export function buttonClass(options: { variant?: ButtonVariant; size?: ButtonSize; className?: string }) {
  return cn(
    "relative inline-flex shrink-0 select-none items-center justify-center whitespace-nowrap rounded-control font-medium transition-colors",
    "aria-disabled:cursor-not-allowed aria-disabled:opacity-55",
    variants[options.variant ?? "secondary"],
    sizes[options.size ?? "medium"],
    options.className,
  );
}
