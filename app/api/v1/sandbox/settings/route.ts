import { sandbox } from "@/lib/contract/sandbox";
import { changeSettings } from "@/lib/domain/sandbox-control/sandbox-control";
import { route } from "@/lib/http/route";

export const PUT = route(sandbox.changeSettings, ({ permit, body }) => changeSettings(permit, body));
