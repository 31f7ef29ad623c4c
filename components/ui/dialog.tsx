"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import X from "lucide-react/icons/x";
import type { ReactElement, ReactNode, RefObject } from "react";
import { cn } from "./cn";
import { IconButton } from "./icon-button";

export interface DialogProps {
  open: boolean;
  /** Called with false on Escape, the close button and a press outside. Ignore it to stay open. */
  onOpenChange: (open: boolean) => void;
  /** Verb and thing: "Delete tag". */
  title: ReactNode;
  /** The consequence, in the first line. */
  description?: ReactNode;
  size?: "small" | "medium" | "large";
  /** Buttons, primary last. */
  footer?: ReactNode;
  /** What takes focus; default the first control. */
  initialFocus?: RefObject<HTMLElement | null>;
  /** A dialog that must be answered: a press outside does nothing. */
  modalOnly?: boolean;
  /** The element that opens it, for an uncontrolled focus return. */
  trigger?: ReactElement;
  children?: ReactNode;
}

const widths = { small: "sm:max-w-100", medium: "sm:max-w-120", large: "sm:max-w-180" };

/** The button that opened a dialog may go away with what was done in it. The focus then rests on the page, not on nothing. */
function keepFocus() {
  if (document.activeElement === null || document.activeElement === document.body)
    document.getElementById("content")?.focus({ preventScroll: true });
}

/** A question or a short task in front of the page. On phones it rises from the bottom edge. */
export function Dialog(props: DialogProps) {
  return (
    <Base.Root
      open={props.open}
      onOpenChange={(open) => props.onOpenChange(open)}
      // A frame later: the dialog gives the focus back while it goes.
      onOpenChangeComplete={(open) => !open && requestAnimationFrame(keepFocus)}
      disablePointerDismissal={props.modalOnly}
    >
      {props.trigger && <Base.Trigger render={props.trigger} />}
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-backdrop transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Viewport className="fixed inset-0 z-40 grid place-items-end overflow-hidden sm:place-items-center sm:p-6">
          <Base.Popup
            initialFocus={props.initialFocus}
            className={cn(
              "flex max-h-[calc(100dvh-24px)] w-full flex-col rounded-t-dialog border border-line-strong bg-raised text-ink shadow-dialog outline-none transition-[opacity,translate] sm:max-h-[calc(100dvh-48px)] sm:rounded-dialog",
              "data-ending-style:opacity-0 data-starting-style:translate-y-1 data-starting-style:opacity-0",
              widths[props.size ?? "medium"],
            )}
          >
            <header className="px-5 pt-4 pb-3">
              <div className="flex items-start justify-between gap-3">
                <Base.Title className="min-w-0 text-16 font-semibold [overflow-wrap:anywhere]">
                  {props.title}
                </Base.Title>
                <Base.Close
                  render={
                    <IconButton label="Close" icon={<X aria-hidden className="size-4" />} tooltip={false} />
                  }
                  className="-mr-2 -mt-1"
                />
              </div>
              {props.description && (
                <Base.Description
                  render={<div />}
                  className="mt-0.5 text-14 text-soft [overflow-wrap:anywhere]"
                >
                  {props.description}
                </Base.Description>
              )}
            </header>
            {props.children && (
              <div className="min-h-0 flex-1 overflow-y-auto px-5 pb-4 pt-1">{props.children}</div>
            )}
            {props.footer && (
              <footer className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3">
                {props.footer}
              </footer>
            )}
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}
