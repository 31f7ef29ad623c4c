import { z } from "zod";
import { jsonAnswer } from "../../kit/answer";
import { utcOffset, utcSeconds } from "../../kit/times";
import { jsonRoute, nameList, pageNumber } from "../router";
import { chosenDevices } from "../rules/chosen-devices";
import { isoInstant, period } from "../rules/dates";
import { pageOf } from "../rules/paging";

const chosen = {
  ROTPublicUIDs: nameList.optional(),
  TagNames: nameList.optional(),
  DeviceProfileUID: z.string().optional(),
  PageNumber: pageNumber,
};

/** Newest first; a device cloned several times is there several times. */
const clones = jsonRoute({
  path: "/v1/device/clone/get",
  body: z.object({ FromDate: isoInstant, ToDate: isoInstant.optional(), ...chosen }),
  handle(context, { FromDate, ToDate, PageNumber, ...selectors }) {
    const { state, clock } = context;
    const devices = new Map(
      chosenDevices(state, selectors).map((device) => [device.rotPublicUid, device] as const),
    );
    const { fromMs, toMs } = period(clock, FromDate, ToDate);
    const found = state.cloneEvents
      .filter(({ rotPublicUid, timeMs }) => devices.has(rotPublicUid) && timeMs >= fromMs && timeMs <= toMs)
      .toSorted((left, right) => right.timeMs - left.timeMs);
    const { records, paging } = pageOf(context, found, PageNumber);
    return jsonAnswer(200, {
      ...paging,
      ClonedEvents: records.map(({ rotPublicUid, timeMs, imei }) => ({
        ROTPublicUID: rotPublicUid,
        DeviceProfileUID: devices.get(rotPublicUid)?.deviceProfileUid,
        Timestamp: utcOffset(timeMs),
        IMEI: imei,
      })),
    });
  },
});

/** Takes no dates: what was found at any time. */
const suspicious = jsonRoute({
  path: "/v1/device/suspicious/get",
  body: z.object(chosen),
  handle(context, { PageNumber, ...selectors }) {
    const { state } = context;
    const found = chosenDevices(state, selectors).flatMap((device) => {
      const suspicion = state.suspicions.get(device.rotPublicUid);
      return suspicion ? [{ device, suspicion }] : [];
    });
    const { records, paging } = pageOf(context, found, PageNumber);
    return jsonAnswer(200, {
      ...paging,
      SuspiciousDevices: records.map(({ device, suspicion }) => ({
        ROTPublicUID: device.rotPublicUid,
        DeviceProfileUID: device.deviceProfileUid,
        DeviceSerialNumber: device.deviceSerialNumber,
        Reasons: suspicion.reasons,
        Timestamp: utcSeconds(suspicion.timeMs),
      })),
    });
  },
});

export const findingRoutes = [clones, suspicious];
