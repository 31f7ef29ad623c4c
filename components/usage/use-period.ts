"use client";

import type { TableState } from "@/components/patterns/table-state/use-table-state";
import { useNow } from "@/components/ui/use-now";
import { isCut, type Period, type Preset, periodOf, usualPreset } from "./period";
import type { usageSearch } from "./search-params";

const slowMs = 60_000;

export interface ChosenPeriod {
  period: Period;
  /** Null while dates are chosen instead. */
  preset: Preset | null;
  choose: (preset: Preset) => void;
  /** The dates of the address reach out of what u-blox tells. */
  cut: boolean;
  nowMs: number;
}

/** The period in the address, within what u-blox tells on this day. */
export function useChosenPeriod(
  table: Pick<TableState<string, (typeof usageSearch)["filters"]>, "filters" | "setFilters">,
): ChosenPeriod {
  const nowMs = useNow(slowMs) ?? Date.now();
  const { days, dates } = table.filters;
  return {
    period: periodOf(dates, days ?? usualPreset, nowMs),
    preset: dates === null ? (days ?? usualPreset) : null,
    choose: (preset) => table.setFilters({ days: preset === usualPreset ? null : preset, dates: null }),
    cut: isCut(dates, nowMs),
    nowMs,
  };
}
