"use client";

import { Combobox as Base } from "@base-ui/react/combobox";
import ChevronsUpDown from "lucide-react/icons/chevrons-up-down";
import X from "lucide-react/icons/x";
import { type Ref, useMemo } from "react";
import { cn } from "./cn";
import { type ComboboxItem, ComboboxList } from "./combobox-list";
import { inputClass } from "./input-styles";

export interface ComboboxProps {
  items: readonly ComboboxItem[];
  value: string | null;
  onValueChange: (value: string | null) => void;
  placeholder?: string;
  emptyText?: string;
  /** Given: the server searches, `items` are its answer and are shown unfiltered. */
  onSearchChange?: (typed: string) => void;
  loading?: boolean;
  disabled?: boolean;
  name?: string;
  "aria-label"?: string;
  className?: string;
  onBlur?: () => void;
  ref?: Ref<HTMLInputElement>;
}

/** One of many: type to find, arrows to choose, Escape to close. */
export function Combobox({
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
}: ComboboxProps) {
  const collection = useMemo(
    () =>
      Base.createItems([...items], {
        getValue: (item: ComboboxItem) => item.value,
        getLabel: (item: ComboboxItem) => item.label,
      }),
    [items],
  );
  return (
    <Base.Root
      items={collection}
      value={value}
      onValueChange={onValueChange}
      onInputValueChange={onSearchChange}
      filter={onSearchChange ? null : undefined}
      disabled={disabled}
      name={name}
      autoHighlight
    >
      <Base.InputGroup className={cn("relative flex w-full", className)}>
        <Base.Input
          ref={ref}
          onBlur={onBlur}
          placeholder={placeholder}
          aria-label={rest["aria-label"]}
          className={inputClass("pr-14")}
        />
        <div className="absolute inset-y-0 right-1 flex items-center text-muted">
          <Base.Clear
            aria-label="Clear"
            className="inline-flex size-6 items-center justify-center rounded-4 hover:bg-hover hover:text-ink"
          >
            <X aria-hidden className="size-4" />
          </Base.Clear>
          <Base.Trigger
            aria-label="Show all"
            className="inline-flex size-6 items-center justify-center rounded-4 hover:bg-hover hover:text-ink"
          >
            <ChevronsUpDown aria-hidden className="size-4" />
          </Base.Trigger>
        </div>
      </Base.InputGroup>
      <ComboboxList emptyText={emptyText} loading={loading} />
    </Base.Root>
  );
}
