import { deviceCertificates } from "@/lib/contract/device-certificates";
import { readCertificate } from "@/lib/domain/device-certificates/read";
import { route } from "@/lib/http/route";
import { ublox } from "@/lib/vendors/ublox/client";

export const GET = route(deviceCertificates.get, ({ reading, params }) =>
  readCertificate(reading, ublox(), params),
);
