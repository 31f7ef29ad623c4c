import { rootCas } from "@/lib/contract/root-cas";
import { create } from "@/lib/domain/root-cas/change-root-cas";
import { readRootCas } from "@/lib/domain/root-cas/read-root-cas";
import { route } from "@/lib/http/route";
import { ublox } from "@/lib/vendors/ublox/client";

export const GET = route(rootCas.list, ({ reading, query }) => readRootCas(reading, ublox(), query));
export const POST = route(rootCas.create, ({ permit, body }) => create(permit, ublox(), body));
