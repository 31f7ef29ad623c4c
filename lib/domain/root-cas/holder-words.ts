import type { RootCaHolders } from "@/lib/contract/root-cas";

const named = 3;

function listed(names: readonly string[], count: number): string {
  const shown = names.slice(0, named).join(", ");
  const more = count - Math.min(names.length, named);
  return more > 0 ? `${shown} and ${more.toLocaleString("en-US")} more` : shown;
}

/**
 * What holds a root CA, in a sentence: "In the desired or current properties of 2 devices (…); linked to the device
 * profile Meters." @returns undefined when nothing does
 */
export function holderWords({ devices, deviceCount, deviceProfiles }: RootCaHolders): string | undefined {
  const parts: string[] = [];
  if (deviceCount > 0) {
    const noun = deviceCount === 1 ? "1 device" : `${deviceCount.toLocaleString("en-US")} devices`;
    parts.push(`in the desired or current properties of ${noun} (${listed(devices, deviceCount)})`);
  }
  if (deviceProfiles.length > 0) {
    const noun = deviceProfiles.length === 1 ? "the device profile" : "the device profiles";
    const names = deviceProfiles.map(({ profileName }) => profileName);
    parts.push(`linked to ${noun} ${listed(names, names.length)}`);
  }
  if (parts.length === 0) return undefined;
  const sentence = parts.join("; ");
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
}
