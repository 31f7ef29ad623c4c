import { certificateProfiles } from "@/lib/contract/certificate-profiles";
import { route } from "@/lib/http/route";
import { authorityId } from "@/lib/vendors/sectigo/authority-id";
import { sectigo } from "@/lib/vendors/sectigo/client";
import { readGenerators } from "@/lib/vendors/sectigo/profiles";

export const GET = route(certificateProfiles.generators, ({ reading, params }) =>
  readGenerators(reading, sectigo(), { authorityId: authorityId(params.certificateProfileId) }),
);
