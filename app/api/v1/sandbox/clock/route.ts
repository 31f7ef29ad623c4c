import { sandbox } from "@/lib/contract/sandbox";
import { advanceClock } from "@/lib/domain/sandbox-control/sandbox-control";
import { route } from "@/lib/http/route";

export const POST = route(sandbox.advanceClock, ({ permit, body }) => advanceClock(permit, body.advanceMs));
