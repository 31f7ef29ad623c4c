import { requireEntry } from "@/lib/audit/read";
import { audit } from "@/lib/contract/audit";
import { route } from "@/lib/http/route";

export const GET = route(audit.get, ({ params }) => requireEntry(params.entryId));
