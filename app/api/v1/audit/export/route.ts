import { exportEntries } from "@/lib/audit/export";
import { audit } from "@/lib/contract/audit";
import { route } from "@/lib/http/route";

export const GET = route(audit.export, ({ query: { format, ...filters } }) => exportEntries(filters, format));
