import { e2eKeys } from "@/lib/contract/e2e-keys";
import { notingDevice } from "@/lib/domain/e2e-keys/look-ups";
import { route } from "@/lib/http/route";
import { ublox } from "@/lib/vendors/ublox/client";
import { revealSymmetricKey } from "@/lib/vendors/ublox/e2e-keys";

export const POST = route(e2eKeys.symmetricKey, ({ permit, body, note }) =>
  notingDevice(note, revealSymmetricKey(permit, ublox(), body)),
);
