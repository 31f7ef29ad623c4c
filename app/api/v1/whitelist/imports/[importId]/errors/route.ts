import { whitelist } from "@/lib/contract/whitelist";
import { errorsFile } from "@/lib/domain/whitelist-import/errors-file";
import { route } from "@/lib/http/route";

export const GET = route(whitelist.importErrors, ({ params }) => errorsFile(params.importId));
