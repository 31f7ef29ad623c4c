import { deviceEvents } from "@/lib/contract/device-events";
import { listDeviceActivity } from "@/lib/domain/device-events/activity";
import { route } from "@/lib/http/route";
import { ublox } from "@/lib/vendors/ublox/client";

export const GET = route(deviceEvents.activity, ({ reading, params, query }) =>
  listDeviceActivity(reading, ublox(), { rotPublicUid: params.deviceId, ...query }),
);
