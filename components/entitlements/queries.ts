"use client";

import type { z } from "zod";
import type { FilterValues } from "@/components/patterns/table-state/table-parsers";
import { useAskNow } from "@/lib/browser/ask-now";
import { useRead, useWrite } from "@/lib/browser/queries";
import { audit } from "@/lib/contract/audit";
import { type EntitlementFilters, entitlements } from "@/lib/contract/entitlements";
import { juniperAccess } from "@/lib/contract/juniper-access";
import { licenses } from "@/lib/contract/licenses";
import { vouchers } from "@/lib/contract/vouchers";
import type { EntitlementGroup } from "./paths";
import type { entitlementSearch } from "./search-params";

type Filters = FilterValues<(typeof entitlementSearch)["filters"]>;

/** The filters of the address as the API takes them: those that are set. */
export function filtersOf(values: Filters): EntitlementFilters {
  const { endsWithinDays, freeAtLeast, ...texts } = values;
  return {
    ...Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== null)),
    ...(endsWithinDays !== null && { endsWithinDays: Number(endsWithinDays) }),
    ...(freeAtLeast !== null && { freeAtLeast: Number(freeAtLeast) }),
  };
}

type ListQuery = z.input<typeof entitlements.list.query>;

export function useEntitlements(query: ListQuery, pollEveryMs: number | false) {
  const read = useRead(entitlements.list, { query }, { pollEveryMs: () => pollEveryMs });
  return { read, askNow: useAskNow(entitlements.list, { query }) };
}

export function useEntitlement(entitlementId: string, group: EntitlementGroup, pollEveryMs: number | false) {
  const input = { params: { entitlementId }, query: { ...group } };
  const read = useRead(entitlements.get, input, { pollEveryMs: () => pollEveryMs });
  return { read, askNow: useAskNow(entitlements.get, input) };
}

const budgetEveryMs = 60_000;

/** What is left of the hour's calls. A number beside other things: where it cannot be had, it is not shown. */
export const useBudget = () =>
  useRead(juniperAccess.budget, {}, { pollEveryMs: () => budgetEveryMs }).data?.value;

type LicenseQuery = z.input<typeof licenses.list.query>;

export const useLicensesOf = (query: LicenseQuery, pollEveryMs: number | false) =>
  useRead(licenses.list, { query }, { pollEveryMs: () => pollEveryMs });

/** What is on a device already. Looked at while somebody is about to activate for it. */
export const useLicensesOn = (serialNumber: string | undefined, group: EntitlementGroup) =>
  useRead(
    licenses.list,
    { query: { ...group, serialNumber: serialNumber ?? "", size: 20 } },
    { enabled: serialNumber !== undefined },
  );

export const useVouchersOf = (ssrn: string | null, page: number, size: number, pollEveryMs: number | false) =>
  useRead(
    vouchers.list,
    { query: { ssrn: ssrn ?? "", page, size } },
    { enabled: ssrn !== null, pollEveryMs: () => pollEveryMs },
  );

/** What an activation changes for other pages. */
export const useActivate = () =>
  useWrite(licenses.activate, {
    invalidates: [
      entitlements.list,
      entitlements.get,
      licenses.list,
      licenses.compliance,
      licenses.deviceCompliance,
      juniperAccess.budget,
      audit.list,
    ],
  });

/** The audit rows about it, newest first. */
export const useEntitlementHistory = (entitlementId: string, enabled: boolean) =>
  useRead(
    audit.list,
    { query: { subjectType: "entitlement", subjectId: entitlementId, size: 200 } },
    { enabled },
  );
