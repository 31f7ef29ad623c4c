import { sandbox } from "@/lib/contract/sandbox";
import { bootstrap } from "@/lib/domain/sandbox-control/sandbox-control";
import { route } from "@/lib/http/route";

export const POST = route(sandbox.bootstrap, ({ permit, body }) => bootstrap(permit, body));
