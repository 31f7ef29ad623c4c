import { rootCas } from "@/lib/contract/root-cas";
import { revocationListFile } from "@/lib/domain/root-cas/revocation-lists";
import { route } from "@/lib/http/route";

export const GET = route(rootCas.crlFile, ({ params, query }) => revocationListFile(params, query.form));
