import { findings } from "@/lib/contract/findings";
import { relatedDevices } from "@/lib/domain/findings/related";
import { route } from "@/lib/http/route";
import { ublox } from "@/lib/vendors/ublox/client";

export const GET = route(findings.related, ({ reading, params }) =>
  relatedDevices(reading, ublox, params.findingId),
);
