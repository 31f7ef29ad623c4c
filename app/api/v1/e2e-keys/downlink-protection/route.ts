import { e2eKeys } from "@/lib/contract/e2e-keys";
import { route } from "@/lib/http/route";
import { ublox } from "@/lib/vendors/ublox/client";
import { revealDownlinkProtection } from "@/lib/vendors/ublox/e2e-keys";

export const POST = route(e2eKeys.downlinkProtection, ({ permit, body }) =>
  revealDownlinkProtection(permit, ublox(), body),
);
