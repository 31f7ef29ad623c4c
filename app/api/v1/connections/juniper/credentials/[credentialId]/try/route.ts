import { juniperAccess } from "@/lib/contract/juniper-access";
import { tryCredentials } from "@/lib/domain/juniper-access/credentials/rotate";
import { route } from "@/lib/http/route";
import { juniper } from "@/lib/vendors/juniper/client";

export const POST = route(juniperAccess.tryCredential, ({ permit, params, note }) =>
  tryCredentials(permit, juniper(), params.credentialId, { note }),
);
