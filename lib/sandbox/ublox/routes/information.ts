import { z } from "zod";
import { jsonAnswer } from "../../kit/answer";
import { utcSeconds, utcWithoutZone } from "../../kit/times";
import { activitiesOf } from "../history/activities";
import { jsonRoute, pageNumber, Refusal, type UbloxRoute } from "../router";
import { isoInstant, period } from "../rules/dates";
import { pageOf } from "../rules/paging";

const activity = jsonRoute({
  path: "/v1/device/activity/get",
  body: z.object({
    FromDate: isoInstant,
    ToDate: isoInstant.optional(),
    ROTPublicUID: z.string(),
    PageNumber: pageNumber,
  }),
  handle(context, { FromDate, ToDate, ROTPublicUID, PageNumber }) {
    const { state, clock } = context;
    const device = state.devices.get(ROTPublicUID);
    if (!device) throw new Refusal("Bad Request. Invalid ROTPublicUID");
    const { fromMs, toMs } = period(clock, FromDate, ToDate);
    const found = activitiesOf(state, device).filter(({ timeMs }) => timeMs >= fromMs && timeMs <= toMs);
    const { records, paging } = pageOf(context, found, PageNumber);
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
