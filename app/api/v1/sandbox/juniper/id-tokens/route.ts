import { sandbox } from "@/lib/contract/sandbox";
import { issueIdToken } from "@/lib/domain/sandbox-control/sandbox-control";
import { route } from "@/lib/http/route";

export const POST = route(sandbox.issueIdToken, ({ permit, body }) => issueIdToken(permit, body));
