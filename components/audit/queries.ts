"use client";

import { useMutation } from "@tanstack/react-query";
import type { FilterValues as ValuesOf } from "@/components/patterns/table-state/table-parsers";
import { addressOf, call, type ProblemError } from "@/lib/browser/call";
import { useRead } from "@/lib/browser/queries";
import { type AuditFilters, audit } from "@/lib/contract/audit";
import type { auditSearch } from "./search-params";

export type FilterValues = ValuesOf<(typeof auditSearch)["filters"]>;

const dayMs = 24 * 60 * 60_000;

/** The address's filters as the API takes them: days become instants, the last day included. */
export function auditFilters({ time, cursor: _cursor, ...rest }: FilterValues): AuditFilters {
  const given = Object.entries(rest).filter(([, value]) => value !== null);
  return {
    ...Object.fromEntries(given),
    ...(time?.from ? { from: `${time.from}T00:00:00Z` } : {}),
    ...(time?.to ? { to: new Date(Date.parse(`${time.to}T00:00:00Z`) + dayMs).toISOString() } : {}),
  };
}

export const useAuditEntries = (values: FilterValues, size: number, pollEveryMs: number | false) =>
  useRead(
    audit.list,
    { query: { ...auditFilters(values), size, ...(values.cursor ? { cursor: values.cursor } : {}) } },
    { pollEveryMs: () => pollEveryMs },
  );

export const useAuditEntry = (entryId: string) => useRead(audit.get, { params: { entryId } });

/** Asked for when somebody wants to know, not before: it reads the whole history. */
export const useVerification = (enabled: boolean) => useRead(audit.verify, {}, { enabled });

/** How many entries an export would hold: a read, but one that is asked for by a press and never by itself. */
export const useCountExport = () =>
  useMutation<{ entries: number }, ProblemError, FilterValues>({
    mutationFn: async (values) => (await call(audit.count, { query: auditFilters(values) })).value,
  });

export const exportAddress = (values: FilterValues, format: "csv" | "jsonl") =>
  addressOf(audit.export, { query: { ...auditFilters(values), format } });
