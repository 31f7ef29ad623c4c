import { whitelist } from "@/lib/contract/whitelist";
import { resultFile } from "@/lib/domain/whitelist-import/result-file";
import { route } from "@/lib/http/route";

export const GET = route(whitelist.importResult, ({ params }) => resultFile(params.importId));
