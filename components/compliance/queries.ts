"use client";

import type { z } from "zod";
import { useAskNow } from "@/lib/browser/ask-now";
import { useRead } from "@/lib/browser/queries";
import { juniperAccess } from "@/lib/contract/juniper-access";
import { licenses } from "@/lib/contract/licenses";
import type { ChosenGroup } from "./paths";

const budgetEveryMs = 60_000;

/** The group as the API takes it: what is not chosen is the connection's. */
const groupQuery = ({ customerId, groupId }: ChosenGroup) => ({
  ...(customerId !== null && { customerId }),
  ...(groupId !== null && { groupId }),
});

export function useCompliance(group: ChosenGroup, pollEveryMs: number | false) {
  const query = groupQuery(group);
  const read = useRead(licenses.compliance, { query }, { pollEveryMs: () => pollEveryMs });
  return { read, askNow: useAskNow(licenses.compliance, { query }) };
}

type DeviceQuery = Pick<
  z.input<typeof licenses.deviceCompliance.query>,
  "page" | "size" | "compliant" | "search"
>;

export const useDeviceCompliance = (group: ChosenGroup, query: DeviceQuery, pollEveryMs: number | false) =>
  useRead(
    licenses.deviceCompliance,
    { query: { ...groupQuery(group), ...query } },
    { pollEveryMs: () => pollEveryMs },
  );

/** What is left of the hour's calls. Where it cannot be had, it is not shown. */
export const useBudget = (enabled: boolean) =>
  useRead(juniperAccess.budget, {}, { enabled, pollEveryMs: () => budgetEveryMs }).data?.value;
