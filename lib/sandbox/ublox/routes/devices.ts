import { z } from "zod";
import { jsonAnswer } from "../../kit/answer";
import { exactlyOne, jsonRoute, nameList, pageNumber } from "../router";
import { pageOf } from "../rules/paging";
import { deviceInfo, propertiesJson } from "../shapes";
import type { Device, UbloxState } from "../state";

const list = jsonRoute({
  path: "/v1/device/list/get",
  body: z.object({
    Filter: z.enum(["ALL", "WHITELISTED", "BLACKLISTED"]).default("ALL"),
    PageNumber: pageNumber,
  }),
  handle({ state }, { Filter, PageNumber }) {
    const keep: Record<typeof Filter, (device: Device) => boolean> = {
      ALL: () => true,
      // A blacklisted device stays blacklisted when its UID is whitelisted afterwards.
      WHITELISTED: (device) => !device.blacklisted && state.isWhitelisted(device),
      BLACKLISTED: (device) => device.blacklisted,
    };
    return uidPage([...state.devices.values()].filter(keep[Filter]), PageNumber);
  },
});

const byProfileOrTag = jsonRoute({
  path: "/v1/device/rotpublicuid/get",
  body: z.object({
    DeviceProfileUID: z.string().optional(),
    TagNames: nameList.optional(),
    PageNumber: pageNumber,
  }),
  handle({ state }, { DeviceProfileUID, TagNames, PageNumber }) {
    exactlyOne(DeviceProfileUID, TagNames);
    const devices = TagNames
      ? state.devicesWithTags(TagNames)
      : [...state.devices.values()].filter((device) => device.deviceProfileUid === DeviceProfileUID);
    return uidPage(devices, PageNumber);
  },
});

/** Unpaged. UIDs and serial numbers that no device has are left out of the answer. */
const info = jsonRoute({
  path: "/v1/device/info/get",
  body: z.object({
    ROTPublicUIDs: nameList.optional(),
    TagNames: nameList.optional(),
    DeviceSerialNumbers: nameList.optional(),
    Options: z
      .array(z.enum(["CORE", "PROVISIONING", "ZTP"]))
      .min(1)
      .default(["CORE", "PROVISIONING", "ZTP"]),
  }),
  handle({ state }, { ROTPublicUIDs, TagNames, DeviceSerialNumbers, Options }) {
    exactlyOne(ROTPublicUIDs, TagNames, DeviceSerialNumbers);
    const devices = DeviceSerialNumbers
      ? devicesWithSerialNumbers(state, DeviceSerialNumbers)
      : devicesByUidOrTag(state, ROTPublicUIDs, TagNames);
    return jsonAnswer(200, { DeviceInfo: devices.map((device) => deviceInfo(state, device, Options)) });
  },
});

/** A bare array of what is still to be set on each device [seed]. */
const provisioning = jsonRoute({
  path: "/v1/device/provisioning/get",
  body: z.object({ ROTPublicUIDs: nameList.optional(), TagNames: nameList.optional() }),
  handle({ state }, { ROTPublicUIDs, TagNames }) {
    exactlyOne(ROTPublicUIDs, TagNames);
    return jsonAnswer(
      200,
      devicesByUidOrTag(state, ROTPublicUIDs, TagNames).map((device) => ({
        ROTPublicUID: device.rotPublicUid,
        DesiredProperties: propertiesJson(device.desired, "ModifiedDate"),
      })),
    );
  },
});

export const deviceRoutes = [list, byProfileOrTag, info, provisioning];

function uidPage(devices: readonly Device[], pageNumberAsked: number) {
  const { records, paging } = pageOf(devices, pageNumberAsked);
  return jsonAnswer(200, { ROTPublicUIDs: records.map((device) => device.rotPublicUid), ...paging });
}

function devicesByUidOrTag(
  state: UbloxState,
  uids: readonly string[] | undefined,
  tagNames: readonly string[] = [],
): Device[] {
  if (uids === undefined) return state.devicesWithTags(tagNames);
  return [...new Set(uids)].flatMap((uid) => state.devices.get(uid) ?? []);
}

function devicesWithSerialNumbers(state: UbloxState, serialNumbers: readonly string[]): Device[] {
  const wanted = new Set(serialNumbers);
  return [...state.devices.values()].filter((device) => wanted.has(device.deviceSerialNumber));
}
