import { juniperAccess } from "@/lib/contract/juniper-access";
import { noteIssuedAt } from "@/lib/domain/juniper-access/credentials/issued";
import { route } from "@/lib/http/route";

export const PUT = route(juniperAccess.noteCredential, async ({ permit, body }) => {
  await noteIssuedAt(permit, body.issuedAt);
  return { done: true };
});
