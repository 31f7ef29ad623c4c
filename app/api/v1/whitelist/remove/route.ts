import { whitelist } from "@/lib/contract/whitelist";
import { route } from "@/lib/http/route";
import { ublox } from "@/lib/vendors/ublox/client";
import { changeWhitelist } from "@/lib/vendors/ublox/whitelist";

export const POST = route(whitelist.remove, ({ permit, body }) =>
  changeWhitelist(permit, ublox(), { action: "DELETE", ...body }),
);
