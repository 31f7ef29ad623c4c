import { certificateProfiles } from "@/lib/contract/certificate-profiles";
import { route } from "@/lib/http/route";
import { sectigo } from "@/lib/vendors/sectigo/client";
import { listCertificateProfiles } from "@/lib/vendors/sectigo/profiles";

export const GET = route(certificateProfiles.list, ({ reading }) =>
  listCertificateProfiles(reading, sectigo()),
);
