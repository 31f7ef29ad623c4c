import { deviceCertificates } from "@/lib/contract/device-certificates";
import { rekeyCertificates } from "@/lib/domain/device-certificates/act-on-certificates";
import { route } from "@/lib/http/route";
import { ublox } from "@/lib/vendors/ublox/client";

export const POST = route(deviceCertificates.rekey, ({ permit, body }) =>
  rekeyCertificates(permit, ublox(), body),
);
