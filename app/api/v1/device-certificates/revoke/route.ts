import { deviceCertificates } from "@/lib/contract/device-certificates";
import { revokeCertificate } from "@/lib/domain/device-certificates/act-on-certificates";
import { route } from "@/lib/http/route";
import { ublox } from "@/lib/vendors/ublox/client";

export const POST = route(deviceCertificates.revoke, ({ permit, body }) =>
  revokeCertificate(permit, ublox(), body),
);
