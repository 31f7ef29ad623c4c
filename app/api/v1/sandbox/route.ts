import { sandbox } from "@/lib/contract/sandbox";
import { readSandbox } from "@/lib/domain/sandbox-control/sandbox-control";
import { route } from "@/lib/http/route";

export const GET = route(sandbox.get, ({ reading }) => readSandbox(reading.signal));
