import { findings } from "@/lib/contract/findings";
import { listFindings } from "@/lib/domain/findings/read";
import { route } from "@/lib/http/route";

export const GET = route(findings.list, ({ query }) => listFindings(query));
