import { e2eKeys } from "@/lib/contract/e2e-keys";
import { listLookUps } from "@/lib/domain/e2e-keys/look-ups";
import { route } from "@/lib/http/route";

export const GET = route(e2eKeys.lookUps, ({ query }) => listLookUps(query));
