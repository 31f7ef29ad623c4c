import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { StatusIcon, type StatusKind } from "@/components/ui/status-icon";

const tints: Record<StatusKind, string> = {
  ok: "tint-ok",
  waiting: "tint-waiting",
  attention: "tint-attention",
  failed: "tint-failed",
  unknown: "tint-unknown",
  neutral: "tint-neutral",
};

/** A message inside the page, where it belongs. `alert` is spoken at once: for answers to an act. */
export function Notice(props: {
  kind: StatusKind;
  title: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  alert?: boolean;
  className?: string;
}) {
  return (
    <div
      role={props.alert ? "alert" : undefined}
      className={cn(
        "flex items-start gap-2.5 rounded-card px-3 py-2.5 text-13",
        tints[props.kind],
        props.className,
      )}
    >
      <StatusIcon kind={props.kind} className="mt-px" />
      <div className="flex min-w-0 flex-1 flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 [overflow-wrap:anywhere]">
          <p className="font-medium">{props.title}</p>
          {props.children && <div className="mt-0.5 text-soft">{props.children}</div>}
        </div>
        {props.actions && <div className="flex shrink-0 flex-wrap gap-2">{props.actions}</div>}
      </div>
    </div>
  );
}
