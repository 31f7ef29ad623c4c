import { deviceProfiles } from "@/lib/contract/device-profiles";
import { route } from "@/lib/http/route";
import {
  deleteBootstrapProvisioning,
  readBootstrapProvisioning,
  setBootstrapProvisioning,
} from "@/lib/vendors/ublox/bootstrap-provisioning";
import { ublox } from "@/lib/vendors/ublox/client";

export const GET = route(deviceProfiles.getBootstrap, ({ reading, params }) =>
  readBootstrapProvisioning(reading, ublox(), params),
);
export const PUT = route(deviceProfiles.setBootstrap, ({ permit, params, body }) =>
  setBootstrapProvisioning(permit, ublox(), { ...params, ...body }),
);
export const DELETE = route(deviceProfiles.deleteBootstrap, ({ permit, params }) =>
  deleteBootstrapProvisioning(permit, ublox(), params),
);
