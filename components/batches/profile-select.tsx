"use client";

import { Select } from "@/components/ui/select";
import type { CertificateProfile } from "@/lib/contract/certificate-profiles";

/** "Sectigo IoT · balance 120,000": what tells one profile from another. */
function traitsOf({ ecosystemName, balance, enabled }: CertificateProfile): string {
  const traits = [
    ecosystemName,
    `balance ${balance.toLocaleString("en")}`,
    !enabled && "disabled at Sectigo",
  ];
  return traits.filter(Boolean).join(" · ");
}

interface Props {
  profiles: readonly CertificateProfile[];
  value: number | undefined;
  onValueChange: (certificateProfileId: number) => void;
  /** Nothing can be ordered under a disabled profile; its batches can still be seen. */
  forOrder?: boolean;
  /** Only where there is no `Field` around it. */
  "aria-label"?: string;
  className?: string;
}

/** One of the certificate profiles, with what is left of its balance. */
export function ProfileSelect({ profiles, value, onValueChange, forOrder = false, ...rest }: Props) {
  return (
    <Select
      {...rest}
      items={profiles.map((profile) => ({
        value: String(profile.certificateProfileId),
        label: profile.name,
        description: traitsOf(profile),
        disabled: forOrder && !profile.enabled,
      }))}
      value={value === undefined ? null : String(value)}
      onValueChange={(chosen) => onValueChange(Number(chosen))}
      placeholder="Choose a certificate profile"
    />
  );
}
