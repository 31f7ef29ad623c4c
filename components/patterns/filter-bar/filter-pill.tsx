"use client";

import ChevronDown from "lucide-react/icons/chevron-down";
import X from "lucide-react/icons/x";
import { useState } from "react";
import { cn } from "@/components/ui/cn";
import { Popover } from "@/components/ui/popover";
import { FilterEditor } from "./filter-editor";
import { filterText } from "./filter-text";
import type { Filter, FilterValue } from "./types";

/** One filter: its noun, its value when set, a popover to change it, a cross to remove it. */
export function FilterPill(props: {
  filter: Filter;
  value: FilterValue | undefined;
  defaultOpen?: boolean;
  onChange: (value: FilterValue) => void;
  /** The popover of a filter that was only just added closed without a value. */
  onAbandon?: () => void;
}) {
  const { filter, value, onChange } = props;
  const [open, setOpen] = useState(props.defaultOpen ?? false);
  const text = filterText(filter, value);
  const close = (next: boolean) => {
    setOpen(next);
    if (!next && text === null) props.onAbandon?.();
  };
  return (
    <span
      className={cn(
        "inline-flex h-8 max-w-full items-center rounded-control border text-13 transition-colors",
        text === null ? "border-line-strong" : "border-accent/60 bg-accent-soft",
      )}
    >
      <Popover
        title={filter.label}
        open={open}
        onOpenChange={close}
        trigger={
          <button
            type="button"
            className={cn(
              "inline-flex h-full min-w-0 items-center gap-1.5 rounded-control px-2.5 hover:bg-hover data-popup-open:bg-hover",
              text !== null && "pr-1.5",
            )}
          >
            <span className={cn("shrink-0", text === null ? "text-soft" : "text-muted")}>{filter.label}</span>
            {text === null ? (
              <ChevronDown aria-hidden className="size-3.5 text-muted" />
            ) : (
              <span className="truncate font-medium">{text}</span>
            )}
          </button>
        }
      >
        <FilterEditor
          filter={filter}
          value={value}
          onChange={(next, done) => {
            onChange(next);
            if (done) setOpen(false);
          }}
        />
      </Popover>
      {text !== null && (
        <button
          type="button"
          aria-label={`Remove filter ${filter.label}`}
          onClick={() => {
            onChange(null);
            props.onAbandon?.();
          }}
          className="touch-target mr-1 inline-flex size-6 shrink-0 items-center justify-center rounded-4 text-muted hover:bg-hover hover:text-ink"
        >
          <X aria-hidden className="size-3.5" />
        </button>
      )}
    </span>
  );
}
