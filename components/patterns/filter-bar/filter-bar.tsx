"use client";

import Plus from "lucide-react/icons/plus";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Menu } from "@/components/ui/menu";
import { MenuItem } from "@/components/ui/menu-items";
import { FilterPill } from "./filter-pill";
import { filterText } from "./filter-text";
import { SearchBox } from "./search-box";
import type { Filter, FilterRecord, FilterValue } from "./types";

export interface FilterBarProps {
  /** The search field, bound to one text filter. */
  search?: { key: string; label: string; placeholder?: string };
  filters: readonly Filter[];
  values: FilterRecord;
  onChange: (changes: Record<string, FilterValue>) => void;
  onClear: () => void;
  /** Filters of the address that no longer exist or could not be read. */
  dropped?: readonly string[];
}

function DroppedNotice({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <p className="mt-2 text-12 text-muted">
      {count === 1
        ? "1 filter of this link could not be read and was left out."
        : `${count} filters of this link could not be read and were left out.`}
    </p>
  );
}

/** Search and filters of a list, directly above it. What is set shows with its noun and can be removed. */
export function FilterBar(props: FilterBarProps) {
  const { search, filters, values, onChange } = props;
  const [added, setAdded] = useState<string | null>(null);
  const isSet = (filter: Filter) => filterText(filter, values[filter.key]) !== null;
  const inBar = filters.filter((filter) => filter.promoted || isSet(filter) || filter.key === added);
  const waiting = filters.filter((filter) => !inBar.includes(filter));
  const searchValue = search ? values[search.key] : null;
  const anySet = filters.some(isSet) || (typeof searchValue === "string" && searchValue !== "");
  return (
    <search>
      <div className="flex flex-wrap items-center gap-2">
        {search && (
          <SearchBox
            label={search.label}
            placeholder={search.placeholder}
            value={typeof searchValue === "string" ? searchValue : null}
            onChange={(text) => onChange({ [search.key]: text })}
            className="w-full sm:w-64"
          />
        )}
        {inBar.map((filter) => (
          <FilterPill
            key={filter.key}
            filter={filter}
            value={values[filter.key]}
            defaultOpen={filter.key === added}
            onChange={(value) => onChange({ [filter.key]: value })}
            onAbandon={() => setAdded(null)}
          />
        ))}
        {waiting.length > 0 && (
          <Menu
            align="start"
            trigger={
              <Button variant="ghost" icon={<Plus aria-hidden className="size-4" />} className="px-2.5">
                Add filter
              </Button>
            }
          >
            {waiting.map((filter) => (
              <MenuItem key={filter.key} onSelect={() => setAdded(filter.key)}>
                {filter.label}
              </MenuItem>
            ))}
          </Menu>
        )}
        {anySet && (
          <Button variant="ghost" onClick={props.onClear} className="px-2.5">
            Clear all
          </Button>
        )}
      </div>
      <DroppedNotice count={props.dropped?.length ?? 0} />
    </search>
  );
}
