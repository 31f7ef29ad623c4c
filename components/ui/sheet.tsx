"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import X from "lucide-react/icons/x";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";
import { IconButton } from "./icon-button";

export interface SheetProps {
  open: boolean;
  /** Called with false on Escape, the close button and a press outside. Ignore it to stay open. */
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  /** "right" for forms and peeks, "left" for navigation on phones. */
  side?: "right" | "left";
  width?: "narrow" | "medium" | "wide";
  footer?: ReactNode;
  /** What takes focus; default the first control. */
  initialFocus?: ComponentProps<typeof Base.Popup>["initialFocus"];
  /** Hides title and close button; the title stays for assistive technology. */
  bare?: boolean;
  children: ReactNode;
}

const widths = { narrow: "sm:max-w-72", medium: "sm:max-w-120", wide: "sm:max-w-160" };

/** A panel at the side of the page, as high as the window. */
export function Sheet({ side = "right", width = "medium", ...props }: SheetProps) {
  return (
    <Base.Root open={props.open} onOpenChange={(open) => props.onOpenChange(open)}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-backdrop transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup
          initialFocus={props.initialFocus}
          className={cn(
            "fixed inset-y-0 z-40 flex w-full flex-col bg-raised text-ink shadow-dialog outline-none transition-[opacity,translate] data-ending-style:opacity-0 data-starting-style:opacity-0",
            side === "right"
              ? "right-0 border-l border-line-strong data-starting-style:translate-x-1"
              : "left-0 max-w-[calc(100vw-48px)] border-r border-line-strong data-starting-style:-translate-x-1",
            widths[width],
          )}
        >
          {props.bare ? (
            <Base.Title className="sr-only">{props.title}</Base.Title>
          ) : (
            <header className="flex items-start gap-3 border-b border-line px-5 py-3">
              <div className="min-w-0 flex-1 py-1">
                <Base.Title className="text-16 font-semibold [overflow-wrap:anywhere]">
                  {props.title}
                </Base.Title>
                {props.description && (
                  <Base.Description render={<div />} className="mt-1 text-13 text-muted">
                    {props.description}
                  </Base.Description>
                )}
              </div>
              <Base.Close
                render={
                  <IconButton label="Close" icon={<X aria-hidden className="size-4" />} tooltip={false} />
                }
                className="-mr-2"
              />
            </header>
          )}
          <div className={cn("min-h-0 flex-1 overflow-y-auto", !props.bare && "px-5 py-4")}>
            {props.children}
          </div>
          {props.footer && (
            <footer className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3">
              {props.footer}
            </footer>
          )}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
