"use client";

import { Combobox as Base } from "@base-ui/react/combobox";
import Check from "lucide-react/icons/check";
import type { ReactNode } from "react";
import { cn } from "./cn";
import { popupClass, popupItemClass } from "./popup-styles";
import { SpinnerRing } from "./spinner";

export interface ComboboxItem {
  value: string;
  label: string;
  /** Told apart by more than the label: an identifier, a state. */
  description?: ReactNode;
  disabled?: boolean;
}

/** The list under a combobox; announces what was found. */
export function ComboboxList({ emptyText, loading }: { emptyText: string; loading?: boolean }) {
  return (
    <Base.Portal>
      <Base.Positioner sideOffset={4} collisionPadding={8} className="z-50">
        <Base.Popup className={cn(popupClass, "w-(--anchor-width) min-w-48 max-w-(--available-width)")}>
          <Base.Status className="text-12 text-muted">
            {loading && (
              <span className="flex items-center gap-2 px-3 py-2">
                <SpinnerRing className="size-3.5" /> Searching
              </span>
            )}
          </Base.Status>
          <Base.Empty className="text-13 text-muted">
            {!loading && <span className="block px-3 py-2">{emptyText}</span>}
          </Base.Empty>
          <Base.List className="max-h-[min(20rem,var(--available-height))] overflow-y-auto overscroll-contain p-1 data-empty:p-0">
            {(item: ComboboxItem) => (
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
                <span className="min-w-0 flex-1 truncate">{item.label}</span>
                {item.description && <span className="shrink-0 text-12 text-muted">{item.description}</span>}
              </Base.Item>
            )}
          </Base.List>
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  );
}
