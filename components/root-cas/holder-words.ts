import type { RootCaHolders } from "@/lib/contract/root-cas";
import { deviceCount } from "./words";

/** "In desired or current properties of 2 devices; linked to 1 device profile." Nothing when nothing holds it. */
export function heldWords({ deviceCount: devices, deviceProfiles }: RootCaHolders): string | undefined {
  const parts: string[] = [];
  if (devices > 0) parts.push(`in desired or current properties of ${deviceCount(devices)}`);
  const profiles = deviceProfiles.length;
  if (profiles > 0)
    parts.push(`linked to ${profiles} ${profiles === 1 ? "device profile" : "device profiles"}`);
  if (parts.length === 0) return undefined;
  const words = parts.join("; ");
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}. u-blox deletes no root CA that is in use.`;
}

/** "The first 1,000 of 50,000 devices were looked at.": when it was not all of them. */
export function lookedWords({ lookedAt, deviceCount: devices }: RootCaHolders): string | undefined {
  const { devices: seen, devicesOf, deviceProfiles, deviceProfilesOf } = lookedAt;
  const parts: string[] = [];
  const some = (count: number, all: number, noun: string) =>
    `the first ${count.toLocaleString("en-US")} of ${all.toLocaleString("en-US")} ${noun}`;
  // None were looked at because the vendor's own list of devices was long enough to say no.
  if (seen < devicesOf && devices < devicesOf) parts.push(some(seen, devicesOf, "devices"));
  if (deviceProfiles < deviceProfilesOf)
    parts.push(some(deviceProfiles, deviceProfilesOf, "device profiles"));
  if (parts.length === 0) return undefined;
  return `Only ${parts.join(" and ")} were looked at; u-blox refuses if any other holds it.`;
}
