import { z } from "zod";
import { jsonAnswer } from "../../kit/answer";
import { DAY_MS } from "../../kit/clock";
import { USAGE_DAYS, usageOf } from "../history/usage";
import { jsonRoute, nameList, Refusal } from "../router";
import { chosenDevices } from "../rules/chosen-devices";
import { isoDay, startOfDayMs } from "../rules/dates";

/**
 * A map by UID, whose leading zeros are lost as in the document's sample; devices that used nothing are left out.
 * UIDs and tags together "will result in bad request", neither means all devices [seed].
 */
const get = jsonRoute({
  path: "/v1/device/usage/get",
  body: z.object({
    FromDate: isoDay,
    ToDate: isoDay.optional(),
    ROTPublicUIDs: nameList.optional(),
    TagNames: nameList.optional(),
  }),
  handle({ state, clock }, { FromDate, ToDate, ...selectors }) {
    const nowMs = clock.nowMs();
    const todayMs = startOfDayMs(nowMs);
    const toMs = ToDate ?? todayMs;
    if (FromDate < todayMs - USAGE_DAYS * DAY_MS || FromDate > toMs) throw new Refusal("Bad Request");
    const all = selectors.ROTPublicUIDs === undefined && selectors.TagNames === undefined;
    const devices = all ? [...state.devices.values()] : chosenDevices(state, selectors);
    const used = devices
      .map(
        (device) => [device.rotPublicUid, usageOf(state, device, { fromMs: FromDate, toMs, nowMs })] as const,
      )
      .filter(([, counts]) => Object.keys(counts).length > 0);
    return jsonAnswer(
      200,
      Object.fromEntries(used.map(([uid, counts]) => [uid.replace(/^0+(?=.)/, ""), counts])),
    );
  },
});

export const usageRoutes = [get];
