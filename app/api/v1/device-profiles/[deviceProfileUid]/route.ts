import { deviceProfiles } from "@/lib/contract/device-profiles";
import { getDeviceProfile } from "@/lib/domain/device-profiles/get-profile";
import { route } from "@/lib/http/route";
import { ublox } from "@/lib/vendors/ublox/client";

export const GET = route(deviceProfiles.get, ({ reading, params }) =>
  getDeviceProfile(reading, ublox(), params),
);
