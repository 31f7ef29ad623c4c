import { connections } from "@/lib/contract/connections";
import { listConnections } from "@/lib/domain/connections/connections";
import { route } from "@/lib/http/route";

export const GET = route(connections.list, async () => ({ items: await listConnections() }));
