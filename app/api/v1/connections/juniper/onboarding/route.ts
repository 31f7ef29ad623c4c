import { juniperAccess } from "@/lib/contract/juniper-access";
import { readOnboarding, updateOnboarding } from "@/lib/domain/juniper-access/onboarding";
import { route } from "@/lib/http/route";

export const GET = route(juniperAccess.onboarding, () => readOnboarding());
export const PATCH = route(juniperAccess.updateOnboarding, ({ permit, actor, body }) =>
  updateOnboarding(permit, actor.name, body),
);
