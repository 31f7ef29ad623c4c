"use client";

import type { ReactNode } from "react";
import { FilterBar } from "@/components/patterns/filter-bar/filter-bar";
import type { Filter } from "@/components/patterns/filter-bar/types";
import type { TableState } from "@/components/patterns/table-state/use-table-state";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { earliestUsageDay, usageDaysMax } from "@/lib/contract/usage";
import { presets } from "./period";
import type { usageSearch } from "./search-params";
import type { ChosenPeriod } from "./use-period";

interface Props {
  table: TableState<string, (typeof usageSearch)["filters"]>;
  chosen: ChosenPeriod;
  /** Names of tags to choose from; none: only the period is asked. */
  tagNames?: readonly string[];
}

function filtersOf(nowMs: number, tagNames: readonly string[] | undefined): Filter[] {
  const dates: Filter = {
    key: "dates",
    label: "Dates",
    kind: "dates",
    promoted: true,
    earliest: earliestUsageDay(nowMs),
  };
  if (tagNames === undefined) return [dates];
  const options = tagNames.map((name) => ({ value: name, label: name }));
  return [dates, { key: "tag", label: "Tag", kind: "select", promoted: true, options }];
}

/** Which days, and of which devices. */
export function PeriodPicker({ table, chosen, tagNames }: Props): ReactNode {
  const { preset, choose, cut, nowMs } = chosen;
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-start gap-2">
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields; these are buttons */}
        <div role="group" aria-label="Period" className="flex gap-1">
          {presets.map((days) => (
            <Button
              key={days}
              aria-pressed={preset === days}
              onClick={() => choose(days)}
              className={cn("px-2.5", preset === days && "border-accent/60 bg-accent-soft")}
            >
              {days} days
            </Button>
          ))}
        </div>
        <div className="min-w-0 flex-1 max-sm:basis-full">
          <FilterBar
            filters={filtersOf(nowMs, tagNames)}
            values={table.filters}
            onChange={table.setFilters}
            onClear={table.clearFilters}
            dropped={table.dropped}
          />
        </div>
      </div>
      <p className="text-12 text-muted">
        {cut && `These dates were cut to what u-blox tells. `}
        Days are counted in UTC. u-blox tells the last {usageDaysMax} days; what was used in the last five
        minutes is not in it yet.
      </p>
    </div>
  );
}
