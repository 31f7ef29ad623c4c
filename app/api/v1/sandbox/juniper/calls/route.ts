import { sandbox } from "@/lib/contract/sandbox";
import { countOtherCalls } from "@/lib/domain/sandbox-control/sandbox-control";
import { route } from "@/lib/http/route";

export const POST = route(sandbox.countOtherCalls, ({ permit, body }) => countOtherCalls(permit, body));
