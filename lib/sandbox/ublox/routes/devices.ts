import { z } from "zod";
import { jsonAnswer } from "../../kit/answer";
import { exactlyOne, jsonRoute, nameList, pageNumber, type UbloxContext } from "../router";
import { chosenDevices } from "../rules/chosen-devices";
import { pageOf } from "../rules/paging";
import { deviceInfo } from "../shapes";
import type { Device, UbloxState } from "../state";

const list = jsonRoute({
  path: "/v1/device/list/get",
  body: z.object({
    Filter: z.enum(["ALL", "WHITELISTED", "BLACKLISTED"]).default("ALL"),
    PageNumber: pageNumber,
  }),
  handle(context, { Filter, PageNumber }) {
    const { state } = context;
    const keep: Record<typeof Filter, (device: Device) => boolean> = {
      ALL: () => true,
      // A blacklisted device stays blacklisted when its UID is whitelisted afterwards.
      WHITELISTED: (device) => !device.blacklisted && state.isWhitelisted(device),
      BLACKLISTED: (device) => device.blacklisted,
    };
    return uidPage(context, [...state.devices.values()].filter(keep[Filter]), PageNumber);
  },
});

const byProfileOrTag = jsonRoute({
  path: "/v1/device/rotpublicuid/get",
  body: z.object({
    DeviceProfileUID: z.string().optional(),
    TagNames: nameList.optional(),
    PageNumber: pageNumber,
  }),
  handle(context, { PageNumber, ...selectors }) {
    return uidPage(context, chosenDevices(context.state, selectors), PageNumber);
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
      : chosenDevices(state, { ROTPublicUIDs, TagNames });
    return jsonAnswer(200, { DeviceInfo: devices.map((device) => deviceInfo(state, device, Options)) });
  },
});

export const deviceRoutes = [list, byProfileOrTag, info];

function uidPage(context: UbloxContext, devices: readonly Device[], pageNumberAsked: number) {
  const { records, paging } = pageOf(context, devices, pageNumberAsked);
  return jsonAnswer(200, { ROTPublicUIDs: records.map((device) => device.rotPublicUid), ...paging });
}

function devicesWithSerialNumbers(state: UbloxState, serialNumbers: readonly string[]): Device[] {
  const wanted = new Set(serialNumbers);
  return [...state.devices.values()].filter((device) => wanted.has(device.deviceSerialNumber));
}
