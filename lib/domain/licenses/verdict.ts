import type { Entitlement, ListedActivation } from "@/lib/contract/entitlements";
import { underwayMs } from "./limits";
import { isLive, isSameDevice } from "./row-rules";

/** What the vendor's own listing says of a license. */
export type Verdict =
  | { found: "active"; activation: ListedActivation }
  | { found: "not_active" }
  /** It may still be on its way. */
  | { found: "not_yet" }
  /** The listing does not tell. */
  | { found: "nothing" };

interface Asked {
  act: "activate" | "release" | "look";
  serialNumber: string;
  /** Null until the vendor has given it one. */
  activationId: string | null;
  /** How long ago it was sent. */
  ageMs: number;
}

/**
 * What became of an activation or a release, by what the vendor lists of its entitlement. What would be undone by an
 * act that is still on its way is believed only when nothing can be on its way any more.
 * @param others activation ids that belong to other licenses of ours on this device
 */
export function verdictOn(
  { act, serialNumber, activationId, ageMs }: Asked,
  { activations, quantity }: Pick<Entitlement, "activations" | "quantity">,
  others: ReadonlySet<string>,
): Verdict {
  // Some is taken and none is listed: the vendor lists none at all.
  if (activations.length === 0 && quantity.activated !== 0) return { found: "nothing" };
  const mine = activations.filter((one) =>
    activationId !== null && one.activationId !== null
      ? one.activationId === activationId
      : isSameDevice(one, serialNumber) && !others.has(one.activationId ?? ""),
  );
  const activation = mine.find(isLive);
  const mayChange = act !== "look" && ageMs < underwayMs;
  if (activation !== undefined) {
    return act === "release" && mayChange ? { found: "not_yet" } : { found: "active", activation };
  }
  return act === "activate" && mayChange ? { found: "not_yet" } : { found: "not_active" };
}
