import type { DateRange, NumberRange } from "../table-state/filter-parsers";
import type { Filter, FilterOption, FilterValue } from "./types";

const number = (value: number) => value.toLocaleString("en-US");

function labelOf(options: readonly FilterOption[], value: string): string {
  return options.find((option) => option.value === value)?.label ?? value;
}

export function isDateRange(value: FilterValue | undefined): value is DateRange {
  return typeof value === "object" && value !== null && "from" in value;
}

export function isNumberRange(value: FilterValue | undefined): value is NumberRange {
  return typeof value === "object" && value !== null && "min" in value;
}

function datesText({ from, to }: DateRange): string {
  if (from && to) return from === to ? from : `${from} to ${to}`;
  return from ? `since ${from}` : `until ${to}`;
}

function numbersText({ min, max }: NumberRange, unit = ""): string {
  const tail = unit && ` ${unit}`;
  if (min !== null && max !== null) return `${number(min)} to ${number(max)}${tail}`;
  return min !== null ? `at least ${number(min)}${tail}` : `at most ${number(max ?? 0)}${tail}`;
}

/** A set filter's value in words, for its pill; null when it is not set. */
export function filterText(filter: Filter, value: FilterValue | undefined): string | null {
  if (value === null || value === undefined) return null;
  if (filter.kind === "many") {
    const chosen = Array.isArray(value) ? value : [];
    const [first, ...others] = chosen;
    if (first === undefined) return null;
    return labelOf(filter.options, first) + (others.length > 0 ? ` and ${others.length} more` : "");
  }
  if (filter.kind === "dates") return isDateRange(value) ? datesText(value) : null;
  if (filter.kind === "numbers") return isNumberRange(value) ? numbersText(value, filter.unit) : null;
  if (typeof value !== "string") return null;
  return filter.kind === "select" ? labelOf(filter.options, value) : value;
}
