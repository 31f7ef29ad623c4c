import { findings } from "@/lib/contract/findings";
import { getFinding } from "@/lib/domain/findings/read";
import { updateFinding } from "@/lib/domain/findings/update";
import { route } from "@/lib/http/route";

export const GET = route(findings.get, ({ params }) => getFinding(params.findingId));
export const PATCH = route(findings.update, ({ permit, params, body }) =>
  updateFinding(permit, params.findingId, body),
);
