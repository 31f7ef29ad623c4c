import { deviceCertificates } from "@/lib/contract/device-certificates";
import { removeCertificates } from "@/lib/domain/device-certificates/act-on-certificates";
import { route } from "@/lib/http/route";
import { ublox } from "@/lib/vendors/ublox/client";

export const POST = route(deviceCertificates.remove, ({ permit, body }) =>
  removeCertificates(permit, ublox(), body),
);
