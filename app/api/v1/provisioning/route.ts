import { provisioning } from "@/lib/contract/provisioning";
import { route } from "@/lib/http/route";
import { ublox } from "@/lib/vendors/ublox/client";
import { readProvisioning, setProvisioning } from "@/lib/vendors/ublox/provisioning";

export const GET = route(provisioning.get, async ({ reading, query: { rotPublicUid, tag } }) => {
  const devices =
    tag === undefined ? { rotPublicUids: [rotPublicUid].flatMap((uid) => uid ?? []) } : { tagNames: [tag] };
  return { items: await readProvisioning(reading, ublox(), { devices }) };
});
export const PUT = route(provisioning.set, ({ permit, body }) => setProvisioning(permit, ublox(), body));
