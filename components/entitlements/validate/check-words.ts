import type { Problem } from "@/components/patterns/problem";
import { exactTime } from "@/components/patterns/time/format-time";
import type { StatusKind } from "@/components/ui/status-icon";
import type { EntitlementCheck, EntitlementStanding } from "@/lib/contract/entitlements";
import { freeOf, freeWords, standingLooks } from "../words";

export interface CheckWords {
  kind: StatusKind;
  /** The answer in a line. */
  title: string;
}

type Checked = NonNullable<EntitlementCheck["entitlement"]>;

function endWords({ endsAt, type }: Checked): string {
  if (endsAt !== null) return `ends ${exactTime(endsAt)}`;
  return type === "PERPETUAL" ? "never ends" : "when it ends, Juniper does not say";
}

/** Standings in which it gives nothing now, whatever the verdict. */
const givesNothing: ReadonlySet<EntitlementStanding> = new Set([
  "not_started",
  "expired",
  "used_up",
  "exceeded",
  "revoked",
]);

/** Why it is not valid, as far as anybody says; the vendor's own words come first. */
function whyNot({ entitlement, warnings }: EntitlementCheck): string {
  if (warnings.length > 0) return `Juniper says “${warnings.map(({ words }) => words).join("; ")}”.`;
  if (entitlement === null) return "Juniper names no entitlement for it.";
  const { status, standing } = entitlement;
  if (status !== null) return `Juniper says “${status}”.`;
  return standing === "unclear"
    ? "Juniper does not say why."
    : `by its dates and quantity it is ${standingLooks[standing].word.toLowerCase()}.`;
}

/** The vendor's answer, plainly. */
export function checkWords(check: EntitlementCheck): CheckWords {
  const { valid, entitlement } = check;
  if (!valid) return { kind: "failed", title: `Not valid: ${whyNot(check)}` };
  if (entitlement === null)
    return { kind: "ok", title: "Valid. Juniper does not say for which entitlement." };
  const { quantity, standing } = entitlement;
  const title = `Valid: ${freeWords(quantity)}, ${endWords(entitlement)}`;
  if (givesNothing.has(standing)) {
    return { kind: "attention", title: `${title}. ${standingLooks[standing].word} now` };
  }
  return { kind: freeOf(quantity) === 0 ? "attention" : "ok", title };
}

/** A refusal is an answer too: Juniper does not know the name. Undefined for troubles that say nothing about it. */
export function refusalWords({ code, vendor, detail }: Problem): CheckWords | undefined {
  if (code !== "vendor_refused" && code !== "not_found") return undefined;
  const said = vendor?.text ?? detail;
  return {
    kind: "failed",
    title: said === undefined ? "Not valid: Juniper refused it." : `Not valid: Juniper says “${said}”`,
  };
}
