import { vendorHooks } from "@/lib/contract/vendor-hooks";
import { listReceivers } from "@/lib/domain/vendor-hooks/receivers";
import { route } from "@/lib/http/route";

export const GET = route(vendorHooks.receivers, async () => ({ items: await listReceivers() }));
