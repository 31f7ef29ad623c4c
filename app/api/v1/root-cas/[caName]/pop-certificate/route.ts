import { rootCas } from "@/lib/contract/root-cas";
import { provePossession } from "@/lib/domain/root-cas/proof-of-possession";
import { route } from "@/lib/http/route";
import { ublox } from "@/lib/vendors/ublox/client";

export const POST = route(rootCas.popCertificate, ({ permit, params, body }) =>
  provePossession(permit, ublox(), { ...params, ...body }),
);
