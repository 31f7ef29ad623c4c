import { e2eKeys } from "@/lib/contract/e2e-keys";
import { route } from "@/lib/http/route";
import { ublox } from "@/lib/vendors/ublox/client";
import { revealDownlinkIntegrity } from "@/lib/vendors/ublox/e2e-keys";

export const POST = route(e2eKeys.downlinkIntegrity, ({ permit, body }) =>
  revealDownlinkIntegrity(permit, ublox(), body),
);
