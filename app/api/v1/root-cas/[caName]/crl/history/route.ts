import { rootCas } from "@/lib/contract/root-cas";
import { listKept } from "@/lib/domain/root-cas/kept-lists";
import { route } from "@/lib/http/route";

export const GET = route(rootCas.crlHistory, ({ params, query }) => listKept(params.caName, query));
