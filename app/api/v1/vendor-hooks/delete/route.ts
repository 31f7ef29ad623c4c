import { vendorHooks } from "@/lib/contract/vendor-hooks";
import { deleteHook } from "@/lib/domain/vendor-hooks/vendor-list";
import { route } from "@/lib/http/route";
import { ublox } from "@/lib/vendors/ublox/client";

export const POST = route(vendorHooks.delete, ({ permit, body }) => deleteHook(permit, ublox(), body.url));
