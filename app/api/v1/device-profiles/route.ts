import { deviceProfiles } from "@/lib/contract/device-profiles";
import { route } from "@/lib/http/route";
import { ublox } from "@/lib/vendors/ublox/client";
import { listDeviceProfiles } from "@/lib/vendors/ublox/device-profiles";

export const GET = route(deviceProfiles.list, ({ reading, query }) =>
  listDeviceProfiles(reading, ublox(), query),
);
