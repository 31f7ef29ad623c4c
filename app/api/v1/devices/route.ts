import { devices } from "@/lib/contract/devices";
import { route } from "@/lib/http/route";
import { ublox } from "@/lib/vendors/ublox/client";
import { listDevices } from "@/lib/vendors/ublox/devices";

export const GET = route(devices.list, ({ reading, query }) => listDevices(reading, ublox(), query));
