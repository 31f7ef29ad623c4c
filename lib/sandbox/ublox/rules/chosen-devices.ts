import { exactlyOne, Refusal } from "../router";
import type { Device, UbloxState } from "../state";

/** The selectors of requests, of which exactly one is given. */
export interface Chosen {
  ROTPublicUIDs?: readonly string[] | undefined;
  TagNames?: readonly string[] | undefined;
  DeviceProfileUID?: string | undefined;
}

/** For a read: devices and tags that do not exist are left out. @throws Refusal unless exactly one selector is given */
export function chosenDevices(
  state: UbloxState,
  { ROTPublicUIDs, TagNames, DeviceProfileUID }: Chosen,
): Device[] {
  exactlyOne(ROTPublicUIDs, TagNames, DeviceProfileUID);
  if (ROTPublicUIDs) return [...new Set(ROTPublicUIDs)].flatMap((uid) => state.devices.get(uid) ?? []);
  if (TagNames) return state.devicesWithTags(TagNames);
  return [...state.devices.values()].filter((device) => device.deviceProfileUid === DeviceProfileUID);
}

/** For a change: one name that does not exist refuses the whole call, and nothing is changed. */
export function existingDevices(state: UbloxState, chosen: Chosen): Device[] {
  const devices = chosenDevices(state, chosen);
  const unknown =
    chosen.ROTPublicUIDs?.some((uid) => !state.devices.has(uid)) ||
    chosen.TagNames?.some((name) => state.tag(name) === undefined);
  if (unknown) throw new Refusal("Bad Request");
  return devices;
}
