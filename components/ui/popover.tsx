"use client";

import { Popover as Base } from "@base-ui/react/popover";
import type { ReactElement, ReactNode } from "react";
import { cn } from "./cn";
import { popupClass } from "./popup-styles";

export interface PopoverProps {
  trigger: ReactElement;
  /** Names the popover for assistive technology; shown above the content unless `hideTitle`. */
  title: ReactNode;
  hideTitle?: boolean;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  align?: "start" | "center" | "end";
  className?: string;
  children: ReactNode;
}

/** A small panel beside its button, for filters and details. Not for questions: those are dialogs. */
export function Popover({ align = "start", ...props }: PopoverProps) {
  const { onOpenChange } = props;
  return (
    <Base.Root open={props.open} onOpenChange={onOpenChange && ((open) => onOpenChange(open))}>
      <Base.Trigger render={props.trigger} />
      <Base.Portal>
        <Base.Positioner align={align} sideOffset={4} collisionPadding={8} className="z-50">
          <Base.Popup className={cn(popupClass, "max-w-(--available-width) p-3", props.className)}>
            <Base.Title className={cn("mb-2 text-13 font-semibold", props.hideTitle && "sr-only")}>
              {props.title}
            </Base.Title>
            {props.children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
