"use client";

import { Notice } from "@/components/patterns/notice";
import { ProblemMessage } from "@/components/patterns/problem-message";
import { RelativeTime } from "@/components/patterns/time/timestamp";
import { VendorWarnings } from "@/components/patterns/vendor-warnings";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/link";
import type { EntitlementCheck } from "@/lib/contract/entitlements";
import { type EntitlementGroup, entitlementPath } from "../paths";
import { nameOf } from "../words";
import { checkWords, refusalWords } from "./check-words";
import type { Validation } from "./use-validate";

type Checked = NonNullable<EntitlementCheck["entitlement"]>;

interface Props {
  validation: Validation;
  /** The group that the list shows. */
  listed: EntitlementGroup;
  /** The group that was asked for, where it is not the connection's own. */
  group: EntitlementGroup;
  onForget: () => void;
}

/** Where its page is; undefined where no group is known to have it. */
function pageOf(
  entitlement: Checked,
  { listed, group }: Pick<Props, "listed" | "group">,
): string | undefined {
  const { entitlementId, customerId, groupId } = entitlement;
  if (customerId === null || groupId === null) return undefined;
  const isListed = customerId === listed.customerId && groupId === listed.groupId;
  return entitlementPath(entitlementId, isListed ? group : { customerId, groupId });
}

function Found({ entitlement }: { entitlement: Checked }) {
  const { productSku, ssrn, activationCodeMasked } = entitlement;
  const facts: [string, string | null][] = [
    ["SKU", productSku],
    ["SSRN", ssrn],
    ["Activation code", activationCodeMasked],
  ];
  return (
    <p className="flex flex-wrap gap-x-4">
      <span>{nameOf(entitlement)}</span>
      {facts.map(
        ([label, value]) =>
          value !== null && (
            <span key={label}>
              {label} <span className="font-mono text-12 text-ink">{value}</span>
            </span>
          ),
      )}
    </p>
  );
}

/** What came of validating: the answer in a line, what it is about, and the way there. */
export function ValidationAnswer({ validation, listed, group, onForget }: Props) {
  const clear = (
    <Button size="small" onClick={onForget}>
      Clear
    </Button>
  );
  if (validation.stage === "failed") {
    const refusal = refusalWords(validation.problem);
    if (refusal === undefined) return <ProblemMessage problem={validation.problem} actions={clear} />;
    return <Notice kind={refusal.kind} title={refusal.title} actions={clear} alert />;
  }
  if (validation.stage !== "answered") return null;
  const { value: check, asOf, staleBecause } = validation.answer;
  const { entitlement, warnings } = check;
  const page = entitlement === null ? undefined : pageOf(entitlement, { listed, group });
  return (
    <div className="flex flex-col gap-2">
      <Notice
        {...checkWords(check)}
        alert
        actions={
          <>
            {page !== undefined && (
              <ButtonLink size="small" href={page}>
                Open entitlement
              </ButtonLink>
            )}
            {clear}
          </>
        }
      >
        {entitlement !== null && <Found entitlement={entitlement} />}
        {staleBecause !== null && (
          <p>
            Juniper cannot be asked now: so it answered <RelativeTime value={asOf.toISOString()} />.
          </p>
        )}
        {entitlement !== null && page === undefined && (
          <p>Juniper does not say in which group it is, so it cannot be opened from here.</p>
        )}
      </Notice>
      {/* Of what is not valid they are the answer itself. */}
      {check.valid && <VendorWarnings warnings={warnings} title="Juniper adds" />}
    </div>
  );
}
