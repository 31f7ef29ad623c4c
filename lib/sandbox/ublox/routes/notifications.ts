import { z } from "zod";
import { jsonAnswer } from "../../kit/answer";
import { DAY_MS } from "../../kit/clock";
import { notificationTime } from "../events/timestamps";
import { notificationType } from "../events/types";
import { NOTIFICATION_DAYS, notificationsOf } from "../history/notifications";
import { jsonRoute, nameList, pageNumber, Refusal } from "../router";
import { chosenDevices } from "../rules/chosen-devices";
import { isoInstant, period, startOfDayMs } from "../rules/dates";
import { pageOf } from "../rules/paging";

/** Newest first, over all the devices asked about. "You can only specify FromDate as old as 180 days ago" [seed]. */
const get = jsonRoute({
  path: "/v1/notification/get",
  body: z.object({
    FromDate: isoInstant,
    ToDate: isoInstant.optional(),
    ROTPublicUIDs: nameList.optional(),
    TagNames: nameList.optional(),
    NotificationType: notificationType.optional(),
    PageNumber: pageNumber,
  }),
  handle(context, { FromDate, ToDate, NotificationType, PageNumber, ...selectors }) {
    const { state, clock } = context;
    const devices = chosenDevices(state, selectors);
    const { fromMs, toMs } = period(clock, FromDate, ToDate);
    if (fromMs < startOfDayMs(clock.nowMs() - NOTIFICATION_DAYS * DAY_MS)) throw new Refusal("Bad Request");
    const found = devices
      .flatMap((device) => notificationsOf(state, device))
      .filter(
        ({ timeMs, type }) =>
          timeMs >= fromMs && timeMs <= toMs && (NotificationType === undefined || type === NotificationType),
      )
      .toSorted((left, right) => right.timeMs - left.timeMs);
    const { records, paging } = pageOf(context, found, PageNumber);
    return jsonAnswer(200, {
      ...paging,
      Notifications: records.map(({ rotPublicUid, timeMs, type, payload }) => ({
        ROTPublicUID: rotPublicUid,
        Timestamp: notificationTime(type, timeMs),
        NotificationType: type,
        Payload: payload,
      })),
    });
  },
});

export const notificationRoutes = [get];
