import type { StatusKind } from "@/components/ui/status-icon";
import type { DeviceSummary } from "@/lib/contract/devices";

/** The vendor's words in place of a device profile's UID while none is sealed into the device. */
export const unattributedProfile = "UNATTRIBUTED DEVICE PROFILE";

const words: Record<string, { kind: StatusKind; word: string }> = {
  ACTIVATED: { kind: "ok", word: "Activated" },
  ALLOCATED: { kind: "waiting", word: "Allocated" },
};

type Standing = Pick<DeviceSummary, "state" | "blacklisted" | "identity">;

/** A device's state as shape and word. The vendor's other words are shown as they are; undefined while none is known. */
export function deviceStanding({
  state,
  blacklisted,
}: Pick<Standing, "state" | "blacklisted">): { kind: StatusKind; word: string } | undefined {
  if (blacklisted) return { kind: "attention", word: "Blacklisted" };
  if (state === null) return undefined;
  return words[state.toUpperCase()] ?? { kind: "unknown", word: state };
}

/** What the state means for the device, in one sentence (u-blox: device life cycle and whitelist). */
export function standingExplained({ state, blacklisted, identity }: Standing): string {
  if (blacklisted)
    return "It bootstrapped while it was not on the whitelist: accepted, but no feature is enabled.";
  if (state === null) return "u-blox does not say.";
  switch (state.toUpperCase()) {
    case "ACTIVATED":
      return "It bootstrapped while it was admitted; the features of its device profile apply.";
    case "ALLOCATED":
      return identity?.deviceProfileUid === unattributedProfile
        ? "It bootstrapped; device profile and serial number are not sealed into it yet."
        : "It bootstrapped; no feature is enabled.";
    default:
      return "The word is u-blox's own; its document does not explain it.";
  }
}
