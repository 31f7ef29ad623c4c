import { vendorHooks } from "@/lib/contract/vendor-hooks";
import { connectReceiver } from "@/lib/domain/vendor-hooks/connect";
import { route } from "@/lib/http/route";
import { ublox } from "@/lib/vendors/ublox/client";

export const POST = route(vendorHooks.connect, ({ permit, params, note }) =>
  connectReceiver(permit, ublox(), { type: params.type, note }),
);
