import type { DateRange, NumberRange } from "../table-state/filter-parsers";

interface Common {
  /** The parameter in the address. */
  key: string;
  /** Noun of the filter, in front of its value: "State". */
  label: string;
  /** Always in the bar; the others wait behind "Add filter". Two or three at most. */
  promoted?: boolean;
}

export interface FilterOption {
  value: string;
  label: string;
}

export interface SelectFilter extends Common {
  kind: "select";
  options: readonly FilterOption[];
}

export interface ManyFilter extends Common {
  kind: "many";
  options: readonly FilterOption[];
}

export interface TextFilter extends Common {
  kind: "text";
  placeholder?: string;
  mono?: boolean;
}

export interface DateRangeFilter extends Common {
  kind: "dates";
  /** How far back the vendor keeps it. */
  earliest?: string;
}

export interface NumberRangeFilter extends Common {
  kind: "numbers";
  unit?: string;
}

export type Filter = SelectFilter | ManyFilter | TextFilter | DateRangeFilter | NumberRangeFilter;

export type FilterValue = string | string[] | DateRange | NumberRange | boolean | null;
export type FilterRecord = Readonly<Record<string, FilterValue | undefined>>;
