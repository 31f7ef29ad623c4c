import { actorCan } from "@/lib/access/actor";
import { search } from "@/lib/contract/search";
import { find } from "@/lib/domain/search/find";
import { route } from "@/lib/http/route";
import { juniper } from "@/lib/vendors/juniper/client";
import { sectigo } from "@/lib/vendors/sectigo/client";
import { ublox } from "@/lib/vendors/ublox/client";

export const GET = route(search.find, async ({ reading, query, actor }) => ({
  readings: await find(reading, { ublox, sectigo, juniper }, query.q, (permission) =>
    actorCan(actor, permission),
  ),
}));
