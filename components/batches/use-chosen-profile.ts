"use client";

import { useQueryState } from "nuqs";
import type { CertificateProfile } from "@/lib/contract/certificate-profiles";
import { useCertificateProfiles } from "./queries";
import { profileKey, profileParser } from "./search-params";

/** The certificate profiles and the one named in the address, if there is such a one. */
export function useProfileInAddress(history: "push" | "replace") {
  const read = useCertificateProfiles();
  const [wanted, setWanted] = useQueryState(profileKey, profileParser.withOptions({ history }));
  const profiles = read.data?.value.items;
  const named = profiles?.find(({ certificateProfileId }) => certificateProfileId === wanted);
  return {
    read,
    profiles,
    named,
    choose: (certificateProfileId: number) => void setWanted(certificateProfileId),
  };
}

/** Where a list starts that names no profile: the first one that can be ordered under. */
export function firstProfile(profiles: readonly CertificateProfile[] | undefined) {
  return profiles?.find(({ enabled }) => enabled) ?? profiles?.[0];
}
