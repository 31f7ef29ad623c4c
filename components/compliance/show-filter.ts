import type { Filter } from "@/components/patterns/filter-bar/types";

export const showFilter: Filter = {
  key: "show",
  label: "Show",
  kind: "select",
  promoted: true,
  options: [{ value: "problems", label: "Only problems" }],
};
