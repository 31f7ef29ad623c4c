import type { z } from "zod";
import type { FilterValues } from "@/components/patterns/table-state/table-parsers";
import type { CallInput } from "@/lib/browser/call";
import type { batches, batchFilters } from "@/lib/contract/batches";
import type { batchSearch } from "./search-params";

type Filters = z.output<typeof batchFilters>;
type Query = NonNullable<CallInput<typeof batches.list>["query"]>;

export interface BatchListState {
  page: number;
  size: number;
  sort: { id: "status" | "createdAt" | "batchName"; desc: boolean } | null;
  filters: FilterValues<(typeof batchSearch)["filters"]>;
}

/** A page of the list as the API takes it. */
export function batchListQuery(certificateProfileId: number, state: BatchListState): Query {
  const sort = state.sort ?? { id: "createdAt", desc: true };
  return {
    ...batchFiltersOf(certificateProfileId, state.filters),
    page: state.page,
    size: state.size,
    sort: `${sort.desc ? "-" : ""}${sort.id}`,
  };
}

/** The address's filters as the API takes them: days become instants, both ends included. */
export function batchFiltersOf(certificateProfileId: number, filters: BatchListState["filters"]): Filters {
  const { name, number, created, certificates } = filters;
  return {
    certificateProfileId,
    batchName: name ?? undefined,
    batchId: number === null ? undefined : Number(number),
    from: created?.from ? `${created.from}T00:00:00.000Z` : undefined,
    to: created?.to ? `${created.to}T23:59:59.999Z` : undefined,
    sizeFrom: wholeFrom(certificates?.min, Math.ceil),
    sizeTo: wholeFrom(certificates?.max, Math.floor),
  };
}

function wholeFrom(typed: number | null | undefined, round: (value: number) => number): number | undefined {
  return typed === null || typed === undefined ? undefined : Math.max(0, round(typed));
}
