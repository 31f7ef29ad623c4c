"use client";

import type { FilterValues } from "@/components/patterns/table-state/table-parsers";
import { usePollFallback } from "@/lib/browser/events";
import { useRead, useWrite } from "@/lib/browser/queries";
import { audit } from "@/lib/contract/audit";
import { findings } from "@/lib/contract/findings";
import { rotPublicUid as uid } from "@/lib/contract/identifiers";
import { users } from "@/lib/contract/users";
import type { findingSearch } from "./search-params";

export type FindingFilterValues = FilterValues<(typeof findingSearch)["filters"]>;

/** The address's filters as the API takes them; what is no RoT UID narrows nothing. */
export function findingFilters({ status, kind, rotPublicUid }: FindingFilterValues) {
  const known = uid.safeParse(rotPublicUid);
  return {
    ...(status !== null && { status }),
    ...(kind !== null && { kind }),
    ...(known.success && { rotPublicUid: known.data }),
  };
}

/** While a check runs, its end is told; this is for when it is not. */
const checkingEveryMs = { untold: 3_000, told: 15_000 };

export function useFindings(values: FindingFilterValues, page: number, pollEveryMs: number | false) {
  const checking = usePollFallback(checkingEveryMs.untold, checkingEveryMs.told);
  return useRead(
    findings.list,
    { query: { page, ...findingFilters(values) } },
    { pollEveryMs: (answer) => (answer?.checking && pollEveryMs !== false ? checking : pollEveryMs) },
  );
}

/** What is known of one device. */
export const useDeviceFindings = (rotPublicUid: string) =>
  useRead(findings.list, { query: { page: 1, rotPublicUid } });

export const useFinding = (findingId: string, pollEveryMs: number | false) =>
  useRead(findings.get, { params: { findingId } }, { pollEveryMs: () => pollEveryMs });

export const useRelated = (findingId: string) => useRead(findings.related, { params: { findingId } });

/** Before the service began: since ever. */
const everSince = "2015-01-01T00:00:00Z";

/** What the vendor says of one device at this moment. */
export const useClonesOf = (rotPublicUid: string) =>
  useRead(findings.clones, { query: { rotPublicUid, from: everSince } });
export const useSuspicionsOf = (rotPublicUid: string) =>
  useRead(findings.suspicious, { query: { rotPublicUid } });

export const useFindingActivity = (findingId: string) =>
  useRead(audit.list, { query: { subjectType: "finding", subjectId: findingId } });

/** Who a finding can be given to. */
export const usePeople = () => useRead(users.list);

export const useUpdateFinding = () =>
  useWrite(findings.update, { invalidates: [findings.list, findings.get, audit.list] });
export const useCheck = () => useWrite(findings.check, { invalidates: [findings.list] });
