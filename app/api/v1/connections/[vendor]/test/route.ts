import { connections } from "@/lib/contract/connections";
import { testConnection } from "@/lib/domain/connections/connections";
import { route } from "@/lib/http/route";

export const POST = route(connections.test, ({ permit, params, note }) =>
  testConnection(permit, params.vendor, note),
);
