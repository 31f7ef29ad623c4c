import type { DeviceProperties } from "@/lib/contract/devices";
import { exactDay } from "./day";
import { longestValidityDays, validityDaysMin } from "./validity";

// The vendor's rules for one device, as whole sentences: a single act is refused with them, a job leaves rows out.

/** What is known of a device when an act on its certificate is judged; undefined: u-blox does not know the device. */
export interface JudgedDevice {
  rotPublicUid: string;
  certificate: { caName: string; serialNumber: string; expiresAt: string | null } | null;
  desired: DeviceProperties | null;
  /** Its running re-key: how many of the two heartbeats have been seen. */
  rekey: { heartbeatsSeen: number } | null;
}

/** Why nothing can be done while a re-key runs (u-blox seed, note 3 of ztp/devicecertificate/renew and its siblings). */
export function aboutRekey({ rekey }: JudgedDevice): string | undefined {
  if (rekey === null) return undefined;
  return `A re-key is under way, heartbeat ${rekey.heartbeatsSeen} of 2 seen: until both are through u-blox takes nothing else.`;
}

/** Why there is no certificate to act on. */
export function aboutMissing({ certificate, desired }: JudgedDevice): string | undefined {
  if (certificate !== null) return undefined;
  const wanted = desired?.zerotouch?.caName;
  return wanted === undefined
    ? "It carries no certificate."
    : `It carries no certificate now; one of ${wanted} is to come at a heartbeat, perhaps the second of a re-key.`;
}

/** Why a validity cannot be asked for: no device certificate outlives its root CA (same place, note 2). */
export function aboutValidity(
  validityDays: number,
  ca: { caName: string; endsAt: string | null },
  nowMs: number,
): string | undefined {
  const longest = longestValidityDays(ca.endsAt, nowMs);
  if (ca.endsAt === null || validityDays <= longest) return undefined;
  const end = `${ca.caName} ends ${exactDay(ca.endsAt)}, and its device certificates end with it`;
  if (longest >= validityDaysMin) return `${end}: ask for at most ${longest.toLocaleString("en-US")} days.`;
  return `${end}: that is too soon for the ${validityDaysMin} days a certificate is asked for at least. Move to another root CA instead.`;
}
