import { whitelist } from "@/lib/contract/whitelist";
import { getImport } from "@/lib/domain/whitelist-import/imports";
import { route } from "@/lib/http/route";

export const GET = route(whitelist.getImport, ({ params }) => getImport(params.importId));
