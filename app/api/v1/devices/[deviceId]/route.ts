import { devices } from "@/lib/contract/devices";
import { route } from "@/lib/http/route";
import { ublox } from "@/lib/vendors/ublox/client";
import { getDevice } from "@/lib/vendors/ublox/devices";

export const GET = route(devices.get, ({ reading, params, query }) =>
  getDevice(reading, ublox(), { ...params, ...query }),
);
