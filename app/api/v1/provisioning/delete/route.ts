import { provisioning } from "@/lib/contract/provisioning";
import { route } from "@/lib/http/route";
import { ublox } from "@/lib/vendors/ublox/client";
import { deleteProvisioning } from "@/lib/vendors/ublox/provisioning";

export const POST = route(provisioning.delete, ({ permit, body }) =>
  deleteProvisioning(permit, ublox(), body),
);
