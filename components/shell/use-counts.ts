"use client";

import { can, type Role } from "@/lib/access/permissions";
import { useRead } from "@/lib/browser/queries";
import { findings } from "@/lib/contract/findings";

/** Events tell of changes; the clock is for one that was missed. */
const countEveryMs = 5 * 60_000;

/** What waits behind a page of the navigation, by its path. */
export function useCounts(role: Role): Readonly<Record<string, number>> {
  const read = useRead(
    findings.list,
    { query: { status: "open" } },
    { enabled: can(role, "devices:read"), pollEveryMs: () => countEveryMs },
  );
  const open = read.data?.value.openCount ?? 0;
  return open === 0 ? {} : { "/findings": open };
}
