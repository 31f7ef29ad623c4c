import { countExport } from "@/lib/audit/export";
import { audit } from "@/lib/contract/audit";
import { route } from "@/lib/http/route";

export const GET = route(audit.count, ({ query }) => countExport(query));
