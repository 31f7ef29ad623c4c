import type { EntitlementDetail } from "@/lib/contract/entitlements";
import { Refusal } from "@/lib/contract/problem";
import type { KnownEntitlement, KnownGroup } from "./group";
import { readingOf } from "./list";
import { standingOf } from "./standing";

/** An entitlement of a group by its id. @throws Refusal `not_found`, naming the group */
export function entitlementIn(group: KnownGroup, entitlementId: string): KnownEntitlement {
  const found = group.entitlements.find((one) => one.entitlementId === entitlementId);
  if (found !== undefined) return found;
  const { customerId, groupId, complete } = group;
  throw new Refusal("not_found", {
    detail: complete
      ? `Group ${groupId} of customer ${customerId} has no entitlement ${entitlementId}.`
      : `Entitlement ${entitlementId} is not among those that were read of group ${groupId} of customer ${customerId}, which has more.`,
    next: "Check the identifier and the group, or validate it by its SSRN.",
  });
}

/** What is known of it; the activation code stays masked. @throws Refusal `not_found` */
export function detailOf(group: KnownGroup, entitlementId: string, now: Date): EntitlementDetail {
  const known = entitlementIn(group, entitlementId);
  const { sealedCode: _, ...shown } = known;
  return { ...shown, standing: standingOf(known, now), group: readingOf(group) };
}
