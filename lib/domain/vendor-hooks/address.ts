import "server-only";
import { type HookType, hookType } from "@/lib/contract/vendor-hooks";
import { env } from "@/lib/env";

const hooksOrigin = () => env().HOOKS_URL ?? env().APP_URL;

/** Where the vendor reaches our receiver for one type: hooks are changed and deleted by address alone, so each has its own. */
export const receiverAddress = (type: HookType) => `${hooksOrigin()}/api/hooks/ublox/${type}`;

/** Which of our receivers an address is; undefined for somebody else's. */
export function receiverAt(address: string): HookType | undefined {
  return hookType.options.find((type) => receiverAddress(type) === normal(address));
}

/** The vendor may write an address a little differently than it was given: its host in other letters, or a port of no need. */
function normal(address: string): string {
  return URL.canParse(address) ? new URL(address).href : address;
}

/** Why the vendor cannot be given our addresses: a sentence; null when it can. */
export function addressProblem(): string | null {
  const origin = hooksOrigin();
  if (new URL(origin).protocol === "https:") return null;
  const variable = env().HOOKS_URL === undefined ? "APP_URL" : "HOOKS_URL";
  return `u-blox calls https addresses only, and ${variable} is ${origin}. Set HOOKS_URL to an https address that leads here.`;
}
