import { listEntries } from "@/lib/audit/read";
import { audit } from "@/lib/contract/audit";
import { route } from "@/lib/http/route";

export const GET = route(audit.list, ({ query: { cursor, size, ...filters } }) =>
  listEntries(filters, { cursor, size }),
);
