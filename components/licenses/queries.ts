"use client";

import type { z } from "zod";
import type { FilterValues } from "@/components/patterns/table-state/table-parsers";
import { useAskNow } from "@/lib/browser/ask-now";
import { useRead, useWrite } from "@/lib/browser/queries";
import { audit } from "@/lib/contract/audit";
import { entitlements } from "@/lib/contract/entitlements";
import { juniperAccess } from "@/lib/contract/juniper-access";
import { type LicenseFilters, licenses } from "@/lib/contract/licenses";
import type { licenseSearch } from "./search-params";

type Filters = FilterValues<(typeof licenseSearch)["filters"]>;

/** The filters of the address as the API takes them: those that are set. */
export function filtersOf(values: Filters): LicenseFilters {
  const { endsWithinDays, ...texts } = values;
  return {
    ...Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== null)),
    ...(endsWithinDays !== null && { endsWithinDays: Number(endsWithinDays) }),
  };
}

type ListQuery = z.input<typeof licenses.list.query>;

export function useLicenses(query: ListQuery, pollEveryMs: number | false) {
  const read = useRead(licenses.list, { query }, { pollEveryMs: () => pollEveryMs });
  return { read, askNow: useAskNow(licenses.list, { query }) };
}

export function useLicense(licenseId: string, pollEveryMs: number | false) {
  const input = { params: { licenseId } };
  const read = useRead(licenses.get, input, { pollEveryMs: () => pollEveryMs });
  return { read, askNow: useAskNow(licenses.get, input) };
}

/** What is on a device, in the group of one of its licenses. */
export const useLicensesOn = (query: ListQuery, enabled: boolean, pollEveryMs: number | false) =>
  useRead(licenses.list, { query }, { enabled, pollEveryMs: () => pollEveryMs });

const budgetEveryMs = 60_000;

/** What is left of the hour's calls. A number beside other things: where it cannot be had, it is not shown. */
export const useBudget = () =>
  useRead(juniperAccess.budget, {}, { pollEveryMs: () => budgetEveryMs }).data?.value;

const changesLicenses = {
  invalidates: [
    licenses.list,
    licenses.get,
    licenses.compliance,
    licenses.deviceCompliance,
    entitlements.list,
    entitlements.get,
    juniperAccess.budget,
    audit.list,
  ],
};

export const useLookUp = () => useWrite(licenses.lookUp, changesLicenses);
export const useRelease = () => useWrite(licenses.release, changesLicenses);

/** The audit rows about one subject, newest first. */
export const useLicenseActivity = (subjectId: string | undefined, enabled: boolean) =>
  useRead(
    audit.list,
    { query: { subjectType: "license", subjectId: subjectId ?? "", size: 200 } },
    { enabled: enabled && subjectId !== undefined },
  );
