import type { ReactNode } from "react";
import { cn } from "./cn";
import { StatusIcon, type StatusKind } from "./status-icon";

const tints: Record<StatusKind, string> = {
  ok: "tint-ok",
  waiting: "tint-waiting",
  attention: "tint-attention",
  failed: "tint-failed",
  unknown: "tint-unknown",
  neutral: "tint-neutral",
};

export interface StatusProps {
  kind: StatusKind;
  /** "plain" in tables, "badge" beside titles. */
  variant?: "plain" | "badge";
  /** The state's own word: "Ready for download". Default: the kind's word. */
  children?: ReactNode;
  className?: string;
}

const words: Record<StatusKind, string> = {
  ok: "OK",
  waiting: "Waiting",
  attention: "Needs attention",
  failed: "Failed",
  unknown: "Unknown",
  neutral: "Off",
};

/** A state: shape, color and word together, never color alone. */
export function Status({ kind, variant = "plain", children, className }: StatusProps) {
  return (
    <span
      data-status={kind}
      className={cn(
        "inline-flex max-w-full items-center gap-1.5 align-bottom",
        variant === "badge" && "h-6 rounded-full pl-1.5 pr-2.5 text-12 font-medium",
        variant === "badge" && tints[kind],
        className,
      )}
    >
      <StatusIcon kind={kind} className={variant === "badge" ? "size-3.5" : undefined} />
      <span className={cn("min-w-0", variant === "badge" && "truncate")}>{children ?? words[kind]}</span>
    </span>
  );
}
