import { entitlements } from "@/lib/contract/entitlements";
import { revealCode } from "@/lib/domain/entitlements/reveal-code";
import { route } from "@/lib/http/route";
import { juniper } from "@/lib/vendors/juniper/client";

export const POST = route(entitlements.revealCode, ({ permit, params, body, note }) =>
  revealCode(permit, juniper(), { ...body, ...params }, note),
);
