"use client";

import { readFailure } from "@/components/patterns/answer";
import { actsIn } from "@/components/patterns/audit-activity/acts";
import { AuditActivity } from "@/components/patterns/audit-activity/audit-activity";
import { useCan } from "@/components/patterns/who";
import { rootCas } from "@/lib/contract/root-cas";
import { auditOfRootCa } from "../paths";
import { useRootCaActivity } from "../queries";
import { useShownRootCa } from "./root-ca-context";

const summaries = new Map<string, string>(
  Object.values(rootCas).map(({ operationId, summary }) => [operationId, summary]),
);

/** What was done to it through this console. */
export function RootCaActivity() {
  const { caName } = useShownRootCa();
  const read = useRootCaActivity(caName, useCan()("audit:read"));
  const answer = read.isPlaceholderData ? undefined : read.data?.value;
  return (
    <AuditActivity
      title="Activity"
      description="What was done to it through this console. Acts on certificates of its devices stand with the devices."
      label="Activity of this root CA"
      acts={answer && actsIn(answer.items, (action) => summaries.get(action) ?? action)}
      failure={readFailure(read)}
      nothing="Nothing is recorded: it was created elsewhere."
      auditHref={auditOfRootCa(caName)}
      cut={Boolean(answer?.nextCursor)}
    />
  );
}
