import { vendorHooks } from "@/lib/contract/vendor-hooks";
import { makeToken } from "@/lib/domain/vendor-hooks/connect";
import { route } from "@/lib/http/route";

export const POST = route(vendorHooks.makeToken, ({ permit, params }) => makeToken(permit, params.type));
