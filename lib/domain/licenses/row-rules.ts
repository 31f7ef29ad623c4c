import type { Entitlement, ListedActivation } from "@/lib/contract/entitlements";
import { exactDay } from "../device-certificates/day";
import { freeOf, standingOf } from "../entitlements/standing";

// Why a license cannot, or need not, be activated: whole sentences, for a single act and for the rows of a plan alike.

type Judged = Pick<Entitlement, "type" | "startsAt" | "endsAt" | "quantity" | "status">;

/** What an entitlement itself has against activations; undefined when nothing. */
export function aboutEntitlement(entitlement: Judged, now: Date): string | undefined {
  if (entitlement.type === "VOUCHER") {
    return "This entitlement is for vouchers: its devices get a voucher and no license.";
  }
  switch (standingOf(entitlement, now)) {
    case "revoked":
      return "This entitlement was revoked by Juniper.";
    case "expired":
      return entitlement.endsAt === null
        ? "This entitlement has ended."
        : `This entitlement ended on ${exactDay(entitlement.endsAt)}.`;
    case "not_started":
      return entitlement.startsAt === null
        ? "This entitlement has not started yet."
        : `This entitlement starts on ${exactDay(entitlement.startsAt)}.`;
    default:
      return undefined;
  }
}

/** What is free, where that is less than is asked for; undefined when it is enough, or the vendor does not say. */
export function aboutFree(quantity: Entitlement["quantity"], wanted: number): string | undefined {
  const free = freeOf(quantity);
  return free === null || free >= wanted ? undefined : freeWords(free);
}

/** "Only 7 are free of this entitlement." */
export function freeWords(free: number): string {
  if (free === 0) return "None is free of this entitlement: all of it is activated.";
  return `Only ${free.toLocaleString("en-US")} ${free === 1 ? "is" : "are"} free of this entitlement.`;
}

/** Words for what does not count any more; the vendor lists them nowhere. */
const given = /revok|releas|return|cancel|terminat|inactive|deactivat/i;

/** Whether an activation that the vendor lists still takes from its entitlement. */
export function isLive({ status }: Pick<ListedActivation, "status">): boolean {
  return status === null || !given.test(status);
}

/** The live activation of a device among those listed. */
export function liveOn(
  activations: readonly ListedActivation[],
  serialNumber: string,
): ListedActivation | undefined {
  return activations.find((one) => isSameDevice(one, serialNumber) && isLive(one));
}

/** The ids of those that were given back. */
export function givenBackOf(activations: readonly ListedActivation[]): ReadonlySet<string> {
  const gone = activations.filter((one) => !isLive(one)).flatMap(({ activationId }) => activationId ?? []);
  return new Set(gone);
}

export function isSameDevice(listed: Pick<ListedActivation, "serialNumber">, serialNumber: string): boolean {
  return listed.serialNumber.toUpperCase() === serialNumber.toUpperCase();
}

/** That it is activated there already, as the vendor lists it. */
export function aboutListed({ activatedAt, activationId }: ListedActivation): string {
  const since = activatedAt === null ? "" : ` since ${exactDay(activatedAt)}`;
  const as = activationId === null ? "" : ` (${activationId})`;
  return `Juniper lists it as activated on this device${since}${as}, not through Muniment.`;
}

interface Ours {
  /** One of the contract's states. */
  state: string;
  activatedAt: Date | null;
  askedBy: string;
  activationId: string | null;
}

/** That something of ours stands in the way: it is on its way, in doubt, or active. */
export function aboutOurs({ state, activatedAt, askedBy, activationId }: Ours): string {
  switch (state) {
    case "activating":
      return `An activation for this device, by ${askedBy}, is on its way.`;
    case "activation_in_doubt":
      return `An activation for this device, by ${askedBy}, is in doubt: its answer was lost. Look it up first.`;
    case "releasing":
      return "The license of this device is being released.";
    case "release_in_doubt":
      return "A release of this device's license is in doubt: its answer was lost. Look it up first.";
    default: {
      const since = activatedAt === null ? "" : ` since ${exactDay(activatedAt.toISOString())}`;
      const as = activationId === null ? "" : ` (${activationId})`;
      return `It is activated on this device${since}, by ${askedBy}${as}.`;
    }
  }
}
