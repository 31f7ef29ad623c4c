import { sandbox } from "@/lib/contract/sandbox";
import { heartbeat } from "@/lib/domain/sandbox-control/sandbox-control";
import { route } from "@/lib/http/route";

export const POST = route(sandbox.heartbeat, ({ permit, body }) => heartbeat(permit, body));
