import { juniperAccess } from "@/lib/contract/juniper-access";
import { readJuniperSettings } from "@/lib/domain/juniper-access/settings";
import { route } from "@/lib/http/route";

export const GET = route(juniperAccess.settings, async () => readJuniperSettings());
