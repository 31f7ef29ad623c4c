import { rootCas } from "@/lib/contract/root-cas";
import { certificateFile } from "@/lib/domain/root-cas/read-root-cas";
import { route } from "@/lib/http/route";
import { ublox } from "@/lib/vendors/ublox/client";

export const GET = route(rootCas.certificate, ({ reading, params }) =>
  certificateFile(reading, ublox(), params),
);
