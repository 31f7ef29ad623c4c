"use client";

import { Select as Base } from "@base-ui/react/select";
import Check from "lucide-react/icons/check";
import ChevronsUpDown from "lucide-react/icons/chevrons-up-down";
import type { ReactNode, Ref } from "react";
import { cn } from "./cn";
import { inputClass } from "./input-styles";
import { popupClass, popupItemClass } from "./popup-styles";

export interface SelectItem<Value extends string = string> {
  value: Value;
  label: string;
  /** A second line: what choosing it means. */
  description?: ReactNode;
  disabled?: boolean;
}

export interface SelectProps<Value extends string> {
  items: readonly SelectItem<Value>[];
  value: Value | null;
  onValueChange: (value: Value) => void;
  placeholder?: string;
  name?: string;
  disabled?: boolean;
  /** Only where there is no `Field` around it. */
  "aria-label"?: string;
  className?: string;
  onBlur?: () => void;
  ref?: Ref<HTMLButtonElement>;
}

/** One of a few known values. Opens with arrows or Space, letters jump. */
export function Select<Value extends string>({
  items,
  value,
  onValueChange,
  placeholder = "Choose",
  name,
  disabled,
  className,
  onBlur,
  ref,
  ...rest
}: SelectProps<Value>) {
  return (
    <Base.Root<Value>
      items={items}
      value={value}
      onValueChange={(next) => next !== null && onValueChange(next)}
      name={name}
      disabled={disabled}
      modal={false}
    >
      <Base.Trigger
        ref={ref}
        onBlur={onBlur}
        aria-label={rest["aria-label"]}
        className={inputClass(
          cn("inline-flex select-none items-center justify-between gap-2 text-left", className),
        )}
      >
        <Base.Value className="truncate data-placeholder:text-muted" placeholder={placeholder} />
        <Base.Icon>
          <ChevronsUpDown aria-hidden className="size-4 text-muted" />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner sideOffset={4} alignItemWithTrigger={false} collisionPadding={8} className="z-50">
          <Base.Popup className={cn(popupClass, "min-w-(--anchor-width) max-w-(--available-width)")}>
            <Base.List className="max-h-[min(20rem,var(--available-height))] overflow-y-auto p-1">
              {items.map((item) => (
                <Base.Item
                  key={item.value}
                  value={item.value}
                  disabled={item.disabled}
                  className={popupItemClass}
                >
                  <span className="size-4 shrink-0">
                    <Base.ItemIndicator>
                      <Check aria-hidden className="size-4 text-accent" />
                    </Base.ItemIndicator>
                  </span>
                  <span className="min-w-0">
                    <Base.ItemText>{item.label}</Base.ItemText>
                    {item.description && <span className="block text-12 text-muted">{item.description}</span>}
                  </span>
                </Base.Item>
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
