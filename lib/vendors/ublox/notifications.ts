import type { DeviceEvent, NotificationQuestion } from "@/lib/contract/device-events";
import { decoded } from "../http/decoded";
import { Fields } from "../http/fields";
import type { Reading } from "../http/permit";
import { jsonBody } from "../http/request-body";
import type { UbloxClient } from "./client";
import { periodBody } from "./dates";
import { eventOf } from "./event-payload";
import { type Page, pageAnswer } from "./pages";
import { type NamedDevices, selectorBody } from "./selectors";

/** The document does not show the items: they are read as the hooks' events are, whose form it shows. */
const answeredNotification = decoded((item): DeviceEvent | undefined => Fields.of(item) && eventOf(item));

/**
 * One page of what happened to some devices: of one type or of all, from an instant at most 180 days ago. The order is
 * not documented. POST /notification/get
 */
export async function listNotifications(
  reading: Reading,
  ublox: UbloxClient,
  {
    devices,
    from,
    to,
    type,
    page,
  }: Omit<NotificationQuestion, "devices"> & { devices: NamedDevices; page: number },
): Promise<Page<DeviceEvent>> {
  return await ublox.read(reading, {
    method: "POST",
    path: "/notification/get",
    body: jsonBody({
      ...periodBody({ from, to }),
      ...selectorBody(devices),
      ...(type !== undefined && { NotificationType: type }),
      PageNumber: page,
    }),
    answer: pageAnswer("Notifications", answeredNotification, page),
  });
}
