import type { StatusKind } from "@/components/ui/status-icon";
import type { GroupCompliance } from "@/lib/contract/licenses";

export const number = (count: number): string => count.toLocaleString("en-US");

/** "1 license", "2 licenses". */
export const licensesWords = (count: number): string =>
  `${number(count)} ${count === 1 ? "license" : "licenses"}`;

const are = (count: number): string => (count === 1 ? "is" : "are");

/** Whether a group is in compliance, in one sentence with the reason. It says nothing of what Muniment does not know. */
export function verdictWords(
  sums: Pick<GroupCompliance, "compliant" | "owned" | "activated" | "exceeded" | "lapsed">,
): string {
  const { compliant, owned, activated, exceeded, lapsed } = sums;
  if (compliant) {
    if (owned === 0 && activated === 0) return "Nothing is owned here and nothing is activated.";
    return activated === 0
      ? "Nothing is activated of what is owned."
      : "All that is activated is owned, and nothing that has ended is still in use.";
  }
  const reasons = [
    exceeded > 0 && `${licensesWords(exceeded)} ${are(exceeded)} activated beyond what is owned`,
    lapsed > 0 &&
      `${licensesWords(lapsed)} of entitlements that have ended or were revoked ${are(lapsed)} still activated`,
  ].filter((reason) => reason !== false);
  return `${reasons.join(", and ")}.`;
}

/** How a product or a device stands, in shape and word. */
export function standingLook({ compliant, expiring }: { compliant: boolean; expiring: boolean }): {
  kind: StatusKind;
  word: string;
} {
  if (!compliant) return { kind: "failed", word: "Out of compliance" };
  return expiring ? { kind: "attention", word: "Ends soon" } : { kind: "ok", word: "In compliance" };
}

/** What is left out of the sums; undefined while nothing is. */
export function unclearWords(unclearCount: number): string | undefined {
  if (unclearCount === 0) return undefined;
  return unclearCount === 1
    ? "1 entitlement is in no sum: Juniper says too little of its quantities or dates."
    : `${number(unclearCount)} entitlements are in no sum: Juniper says too little of their quantities or dates.`;
}
