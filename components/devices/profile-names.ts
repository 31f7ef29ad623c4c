import type { DeviceProfile } from "@/lib/contract/device-profiles";
import { unattributedProfile } from "./device-standing";

/** Device profile names by UID; UIDs are case-sensitive. */
export type ProfileNames = ReadonlyMap<string, string>;

export function profileNames(profiles: readonly DeviceProfile[]): ProfileNames {
  return new Map(
    profiles.flatMap(({ deviceProfileUid, profileName }) =>
      profileName ? [[deviceProfileUid, profileName] as const] : [],
    ),
  );
}

/** What to call a device profile: its name, "Unattributed" for the vendor's words, undefined when only the UID is known. */
export function profileLabel(deviceProfileUid: string, names: ProfileNames): string | undefined {
  return deviceProfileUid === unattributedProfile ? "Unattributed" : names.get(deviceProfileUid);
}
