"use client";

import { useRead, useWrite } from "@/lib/browser/queries";
import { audit } from "@/lib/contract/audit";
import { batches } from "@/lib/contract/batches";
import { connections } from "@/lib/contract/connections";
import { findings } from "@/lib/contract/findings";
import { licenses } from "@/lib/contract/licenses";
import { session } from "@/lib/contract/users";

const latestShown = 8;

export const useHealth = (enabled: boolean, pollEveryMs: number | false) =>
  useRead(connections.list, {}, { enabled, pollEveryMs: () => pollEveryMs });

export const useAttention = (enabled: boolean, pollEveryMs: number | false) =>
  useRead(batches.attention, {}, { enabled, pollEveryMs: () => pollEveryMs });

export const useOpenFindings = (enabled: boolean, pollEveryMs: number | false) =>
  useRead(findings.list, { query: { status: "open" } }, { enabled, pollEveryMs: () => pollEveryMs });

export const useLicensesAttention = (enabled: boolean, pollEveryMs: number | false) =>
  useRead(licenses.attention, {}, { enabled, pollEveryMs: () => pollEveryMs });

export const useLatestEntries = (enabled: boolean, pollEveryMs: number | false) =>
  useRead(audit.list, { query: { size: latestShown } }, { enabled, pollEveryMs: () => pollEveryMs });

/** Acts whose answer was lost: the first thing to look at. */
export const useUnknownOutcomes = (enabled: boolean, pollEveryMs: number | false) =>
  useRead(
    audit.list,
    { query: { outcome: "unknown", size: 5 } },
    { enabled, pollEveryMs: () => pollEveryMs },
  );

export const useMe = () => useRead(session.get);
export const useChangePassword = () => useWrite(session.changePassword);
