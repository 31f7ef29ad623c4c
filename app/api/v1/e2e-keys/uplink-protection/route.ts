import { e2eKeys } from "@/lib/contract/e2e-keys";
import { notingDevice } from "@/lib/domain/e2e-keys/look-ups";
import { route } from "@/lib/http/route";
import { ublox } from "@/lib/vendors/ublox/client";
import { revealUplinkProtection } from "@/lib/vendors/ublox/e2e-keys";

export const POST = route(e2eKeys.uplinkProtection, ({ permit, body, note }) =>
  notingDevice(note, revealUplinkProtection(permit, ublox(), body)),
);
