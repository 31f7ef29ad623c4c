import { rootCas } from "@/lib/contract/root-cas";
import { findHolders } from "@/lib/domain/root-cas/holders";
import { route } from "@/lib/http/route";
import { ublox } from "@/lib/vendors/ublox/client";

export const GET = route(rootCas.holders, ({ reading, params }) => findHolders(reading, ublox(), params));
