import { juniperAccess } from "@/lib/contract/juniper-access";
import { readCredentials } from "@/lib/domain/juniper-access/credentials/read";
import { rotateCredentials } from "@/lib/domain/juniper-access/credentials/rotate";
import { route } from "@/lib/http/route";
import { juniper } from "@/lib/vendors/juniper/client";

export const GET = route(juniperAccess.credentials, () => readCredentials());

export const POST = route(juniperAccess.rotate, ({ permit, body, actor, note }) =>
  rotateCredentials(permit, juniper(), body, { actor, note }),
);
