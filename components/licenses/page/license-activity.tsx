"use client";

import { readFailure } from "@/components/patterns/answer";
import { actsIn } from "@/components/patterns/audit-activity/acts";
import { AuditActivity } from "@/components/patterns/audit-activity/audit-activity";
import { useCan } from "@/components/patterns/who";
import { auditOfLicense } from "../paths";
import { useLicenseActivity } from "../queries";
import { actTitle } from "../words";
import { useShownLicense } from "./license-context";

/** What was done with it through this console. */
export function LicenseActivity() {
  const { licenseId, license } = useShownLicense();
  const mayRead = useCan()("audit:read");
  const own = useLicenseActivity(licenseId, mayRead);
  // While it is activated it has no id yet: that act goes by device and entitlement.
  const { source, serialNumber, ssrn } = license ?? {};
  const beforeItsId = source === "muniment" && ssrn ? `${serialNumber} of ${ssrn}` : undefined;
  const activation = useLicenseActivity(beforeItsId, mayRead);
  const isRead = own.data !== undefined && (beforeItsId === undefined || activation.data !== undefined);
  const answers = [own.data?.value, beforeItsId === undefined ? undefined : activation.data?.value];
  const entries = answers.flatMap((answer) => answer?.items ?? []);
  return (
    <AuditActivity
      title="Activity"
      description="What was done through this console with it, and other activations of its entitlement for this device."
      label="Activity of this license"
      acts={isRead ? actsIn(entries, actTitle) : undefined}
      failure={readFailure(own) ?? readFailure(activation)}
      nothing="Nothing is recorded: it was activated elsewhere."
      auditHref={auditOfLicense(licenseId)}
      cut={answers.some((answer) => answer?.nextCursor)}
    />
  );
}
