import { rootCas } from "@/lib/contract/root-cas";
import { fetchRevocationList } from "@/lib/domain/root-cas/revocation-lists";
import { route } from "@/lib/http/route";
import { ublox } from "@/lib/vendors/ublox/client";

export const GET = route(rootCas.crl, ({ reading, params }) => fetchRevocationList(reading, ublox(), params));
