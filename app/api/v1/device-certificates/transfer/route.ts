import { deviceCertificates } from "@/lib/contract/device-certificates";
import { transferCertificates } from "@/lib/domain/device-certificates/act-on-certificates";
import { route } from "@/lib/http/route";
import { ublox } from "@/lib/vendors/ublox/client";

export const POST = route(deviceCertificates.transfer, ({ permit, body }) =>
  transferCertificates(permit, ublox(), body),
);
