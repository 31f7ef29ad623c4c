"use client";

import { Combobox as Base } from "@base-ui/react/combobox";
import X from "lucide-react/icons/x";
import { type Ref, useMemo } from "react";
import { cn } from "./cn";
import { type ComboboxItem, ComboboxList } from "./combobox-list";
import { inputClass } from "./input-styles";

export interface MultiComboboxProps {
  items: readonly ComboboxItem[];
  value: readonly string[];
  onValueChange: (value: string[]) => void;
  placeholder?: string;
  emptyText?: string;
  onSearchChange?: (typed: string) => void;
  loading?: boolean;
  disabled?: boolean;
  name?: string;
  "aria-label"?: string;
  className?: string;
  onBlur?: () => void;
  ref?: Ref<HTMLInputElement>;
}

/** Several of many, each a chip. Backspace removes the last, Left Arrow walks into the chips. */
export function MultiCombobox({
  items,
  value,
  onValueChange,
  placeholder,
  emptyText = "Nothing found",
  onSearchChange,
  loading,
  disabled,
  name,
  className,
  onBlur,
  ref,
  ...rest
}: MultiComboboxProps) {
  const collection = useMemo(
    () =>
      Base.createItems([...items], {
        getValue: (item: ComboboxItem) => item.value,
        getLabel: (item: ComboboxItem) => item.label,
      }),
    [items],
  );
  const labels = useMemo(() => new Map(items.map((item) => [item.value, item.label])), [items]);
  const hint = `${value.length} selected. Left Arrow from the start of the field reaches them.`;
  return (
    <Base.Root
      multiple
      items={collection}
      value={[...value]}
      onValueChange={(next: string[]) => onValueChange(next)}
      onInputValueChange={onSearchChange}
      filter={onSearchChange ? null : undefined}
      disabled={disabled}
      name={name}
      autoHighlight
    >
      <Base.InputGroup
        className={cn(
          inputClass("flex h-auto min-h-8 cursor-text items-center p-[3px]"),
          "focus-within:border-accent focus-within:outline-2 focus-within:outline-accent",
          className,
        )}
      >
        <Base.Chips className="flex w-full flex-wrap items-center gap-1">
          {value.map((chosen) => {
            const label = labels.get(chosen) ?? chosen;
            return (
              <Base.Chip
                key={chosen}
                aria-label={label}
                className="inline-flex h-6 max-w-full items-center gap-1 rounded-4 bg-pressed pl-2 pr-0.5 text-12 outline-none focus-within:ring-2 focus-within:ring-accent data-highlighted:ring-2 data-highlighted:ring-accent"
              >
                <span className="truncate">{label}</span>
                <Base.ChipRemove
                  aria-label={`Remove ${label}`}
                  className="touch-target inline-flex size-5 items-center justify-center rounded-4 text-muted hover:text-ink"
                >
                  <X aria-hidden className="size-3.5" />
                </Base.ChipRemove>
              </Base.Chip>
            );
          })}
          <Base.Input
            ref={ref}
            onBlur={onBlur}
            placeholder={value.length === 0 ? placeholder : undefined}
            aria-label={rest["aria-label"]}
            aria-description={value.length > 0 ? hint : undefined}
            className="h-6 min-w-16 flex-1 border-0 bg-transparent px-1.5 text-13 outline-none pointer-coarse:text-16"
          />
        </Base.Chips>
      </Base.InputGroup>
      <ComboboxList emptyText={emptyText} loading={loading} />
    </Base.Root>
  );
}
