import { deviceCertificates } from "@/lib/contract/device-certificates";
import { renewCertificates } from "@/lib/domain/device-certificates/act-on-certificates";
import { route } from "@/lib/http/route";
import { ublox } from "@/lib/vendors/ublox/client";

export const POST = route(deviceCertificates.renew, ({ permit, body }) =>
  renewCertificates(permit, ublox(), body),
);
