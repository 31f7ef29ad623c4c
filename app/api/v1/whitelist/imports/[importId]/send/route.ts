import { whitelist } from "@/lib/contract/whitelist";
import { startSending } from "@/lib/domain/whitelist-import/start-sending";
import { route } from "@/lib/http/route";
import { ublox } from "@/lib/vendors/ublox/client";

export const POST = route(whitelist.import, ({ permit, params, actor }) =>
  startSending(permit, ublox(), { ...params, actor }),
);
