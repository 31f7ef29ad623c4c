import { certificateProfiles } from "@/lib/contract/certificate-profiles";
import { route } from "@/lib/http/route";
import { authorityId } from "@/lib/vendors/sectigo/authority-id";
import { sectigo } from "@/lib/vendors/sectigo/client";
import { readProfileParameters } from "@/lib/vendors/sectigo/profiles";

export const GET = route(certificateProfiles.parameters, ({ reading, params }) =>
  readProfileParameters(reading, sectigo(), { authorityId: authorityId(params.certificateProfileId) }),
);
