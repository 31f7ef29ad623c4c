import { whitelist } from "@/lib/contract/whitelist";
import { route } from "@/lib/http/route";
import { ublox } from "@/lib/vendors/ublox/client";
import { changeWhitelist, listWhitelist } from "@/lib/vendors/ublox/whitelist";

export const GET = route(whitelist.list, ({ reading, query }) => listWhitelist(reading, ublox(), query));
export const POST = route(whitelist.add, ({ permit, body }) =>
  changeWhitelist(permit, ublox(), { action: "ADD", ...body }),
);
