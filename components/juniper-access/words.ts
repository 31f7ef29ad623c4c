import type { CallLane } from "@/lib/contract/juniper-access";

/** Lanes in the order in which they go first. */
export const lanesInOrder: readonly CallLane[] = ["change", "read", "job"];

export const laneLabels: Record<CallLane, string> = { change: "Changes", read: "Lookups", job: "Jobs" };

export const laneMeanings: Record<CallLane, string> = {
  change: "What people activate, release, issue and revoke. They may use every call that is left.",
  read: "What people look at, unless somebody has just looked at the same.",
  job: "Many devices at once, in the background. A job that has to wait says until when.",
};

const calls: Readonly<Record<string, string>> = {
  "POST /entitlements/validate": "Validate an entitlement",
  "POST /entitlements/query": "List entitlements",
  "POST /licenses/activate": "Activate a license",
  "POST /vouchers/generate": "Issue a voucher",
  "POST /revocations": "Release a license or revoke a voucher",
};

/** What a call to Juniper does; undefined where only its address says so. The token endpoint's is the customer's own. */
export function callWords(call: string): string | undefined {
  if (Object.hasOwn(calls, call)) return calls[call];
  return /token/i.test(call) ? "Get an access token" : undefined;
}
