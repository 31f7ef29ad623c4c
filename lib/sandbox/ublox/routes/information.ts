import { z } from "zod";
import { jsonAnswer } from "../../kit/answer";
import { utcSeconds, utcWithoutZone } from "../../kit/times";
import { activitiesOf } from "../activities";
import { jsonRoute, pageNumber, Refusal, type UbloxRoute } from "../router";
import { pageOf } from "../rules/paging";

/** "ISO 8601 standard"; the samples carry an offset. */
const isoDate = z.iso.datetime({ offset: true });

const activity = jsonRoute({
  path: "/v1/device/activity/get",
  body: z.object({
    FromDate: isoDate,
    ToDate: isoDate.optional(),
    ROTPublicUID: z.string(),
    PageNumber: pageNumber,
  }),
  handle({ state, clock }, { FromDate, ToDate, ROTPublicUID, PageNumber }) {
    const device = state.devices.get(ROTPublicUID);
    if (!device) throw new Refusal("Bad Request. Invalid ROTPublicUID");
    const fromMs = Date.parse(FromDate);
    const toMs = ToDate === undefined ? clock.nowMs() : Date.parse(ToDate);
    if (fromMs > toMs) throw new Refusal("Bad Request");
    const found = activitiesOf(device).filter(({ timeMs }) => timeMs >= fromMs && timeMs <= toMs);
    const { records, paging } = pageOf(found, PageNumber);
    return jsonAnswer(200, {
      ...paging,
      LastSeen: utcSeconds(device.lastSeenAtMs),
      Activities: records.map(({ timeMs, command, status }) => ({
        Timestamp: utcWithoutZone(timeMs),
        Command: command,
        Status: status,
      })),
    });
  },
});

/** No request body is documented, and no method: both GET and POST are taken. */
const apiVersion: UbloxRoute = {
  path: "/v1/apiversion",
  methods: ["GET", "POST"],
  errorField: "message",
  needsToken: true,
  respond: () => jsonAnswer(200, { Version: "1.1.29" }),
};

export const informationRoutes = [activity, apiVersion];
