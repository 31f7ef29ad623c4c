import { deviceCertificates } from "@/lib/contract/device-certificates";
import { listCertificates } from "@/lib/domain/device-certificates/list";
import { route } from "@/lib/http/route";
import { ublox } from "@/lib/vendors/ublox/client";

export const GET = route(deviceCertificates.list, ({ reading, query }) =>
  listCertificates(reading, ublox(), query),
);
