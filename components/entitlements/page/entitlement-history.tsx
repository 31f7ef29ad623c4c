"use client";

import { readFailure } from "@/components/patterns/answer";
import { actsIn } from "@/components/patterns/audit-activity/acts";
import { AuditActivity } from "@/components/patterns/audit-activity/audit-activity";
import { useCan } from "@/components/patterns/who";
import { entitlements } from "@/lib/contract/entitlements";
import { auditOfEntitlement } from "../paths";
import { useEntitlementHistory } from "../queries";
import { useShownEntitlement } from "./entitlement-context";

const titles: Readonly<Record<string, string>> = {
  [entitlements.revealCode.operationId]: "Reveal activation code",
};

/** What was done with it through this console. */
export function EntitlementHistory() {
  const { entitlementId } = useShownEntitlement();
  const read = useEntitlementHistory(entitlementId, useCan()("audit:read"));
  const answer = read.isPlaceholderData ? undefined : read.data?.value;
  return (
    <AuditActivity
      title="History"
      description="Who had its activation code shown. Activations and releases stand with the licenses, vouchers with the vouchers."
      label="History of this entitlement"
      acts={answer && actsIn(answer.items, (action) => titles[action] ?? action)}
      failure={readFailure(read)}
      nothing="Nobody has had its activation code shown through this console."
      auditHref={auditOfEntitlement(entitlementId)}
      cut={answer?.nextCursor != null}
    />
  );
}
