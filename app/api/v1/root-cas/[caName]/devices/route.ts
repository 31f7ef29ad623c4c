import { rootCas } from "@/lib/contract/root-cas";
import { route } from "@/lib/http/route";
import { ublox } from "@/lib/vendors/ublox/client";
import { listRootCaDevices } from "@/lib/vendors/ublox/root-cas";

export const GET = route(rootCas.devices, ({ reading, params, query }) =>
  listRootCaDevices(reading, ublox(), { ...params, ...query }),
);
