import { findings } from "@/lib/contract/findings";
import { requestCheck } from "@/lib/domain/findings/check-request";
import { route } from "@/lib/http/route";

export const POST = route(findings.check, async ({ permit }) => ({ started: await requestCheck(permit) }));
