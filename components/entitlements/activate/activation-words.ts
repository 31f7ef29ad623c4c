import type { EntitlementInList } from "@/lib/contract/entitlements";
import type { License } from "@/lib/contract/licenses";
import { freeOf, number, standingLooks } from "../words";

/** What activating needs to know of an entitlement. */
export type Activatable = Pick<
  EntitlementInList,
  "entitlementId" | "ssrn" | "type" | "productSku" | "productDescription" | "quantity" | "standing" | "endsAt"
>;

/**
 * "Takes 1 of 7 left. 1 Juniper call of 212."
 * @param callsLeft of the hour's budget; undefined while it is not known
 */
export function consequenceOf(
  { quantity }: Pick<Activatable, "quantity">,
  taken: number,
  callsLeft: number | undefined,
): string {
  const free = freeOf(quantity);
  const takes =
    free === null
      ? `Takes ${number(taken)}; how many are left, Juniper does not say.`
      : `Takes ${number(taken)} of ${number(free)} left.`;
  return `${takes} 1 Juniper call${callsLeft === undefined ? "" : ` of ${number(callsLeft)}`}.`;
}

/** Why it cannot be activated at all; undefined when it can be tried. */
export function whyNotActivatable({ ssrn, type }: Pick<Activatable, "ssrn" | "type">): string | undefined {
  if (type === "VOUCHER") return "It gives vouchers, and no licenses.";
  if (ssrn === null) return "Juniper tells no SSRN for it, by which it would be activated.";
  return undefined;
}

/** Why there is not enough of it; undefined when there is, or when nobody says. */
export function shortage({ quantity }: Pick<Activatable, "quantity">, wanted: number): string | undefined {
  const free = freeOf(quantity);
  if (free === null || free >= wanted) return undefined;
  if (free === 0) return "Nothing is left of this entitlement.";
  return `${number(free)} ${free === 1 ? "is" : "are"} left of this entitlement, and ${number(wanted)} ${wanted === 1 ? "is" : "are"} asked for.`;
}

/** What makes a refusal likely; undefined when nothing does. The dates are the vendor's, read by us: it has the last word. */
export function caution({ standing }: Pick<Activatable, "standing">): string | undefined {
  switch (standing) {
    case "not_started":
    case "expired":
    case "revoked":
      return `This entitlement is ${standingLooks[standing].word.toLowerCase()}: Juniper will probably refuse.`;
    default:
      return undefined;
  }
}

/** Licenses that a device has now, or may have. */
const there: ReadonlySet<License["state"]> = new Set([
  "activating",
  "active",
  "activation_in_doubt",
  "releasing",
  "release_in_doubt",
]);

/** What has to be seen before another license is activated for a device: those it has, of the same entitlement first. */
export function alreadyThere(licenses: readonly License[], ssrn: string | null): License[] {
  const isSame = (license: License) => Number(license.ssrn === ssrn);
  return licenses.filter(({ state }) => there.has(state)).sort((left, right) => isSame(right) - isSame(left));
}

/** The activation whose answer was lost, among the licenses of its device. */
export const lostAmong = (licenses: readonly License[], ssrn: string | null): License | undefined =>
  licenses.find((license) => license.state === "activation_in_doubt" && license.ssrn === ssrn);
