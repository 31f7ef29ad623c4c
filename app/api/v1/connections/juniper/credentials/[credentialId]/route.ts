import { juniperAccess } from "@/lib/contract/juniper-access";
import { discardCredentials } from "@/lib/domain/juniper-access/credentials/rotate";
import { route } from "@/lib/http/route";

export const DELETE = route(juniperAccess.discardCredential, async ({ permit, params, actor }) => {
  await discardCredentials(permit, params.credentialId, actor);
  return { done: true };
});
