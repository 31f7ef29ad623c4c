"use client";

import { readFailure } from "@/components/patterns/answer";
import { Field } from "@/components/ui/field";
import { Link } from "@/components/ui/link";
import { Skeleton } from "@/components/ui/skeleton";
import type { CertificateProfile } from "@/lib/contract/certificate-profiles";
import { ProfileSelect } from "../profile-select";
import { useProfileInAddress } from "../use-chosen-profile";
import { Step } from "./order-steps";

/** The profile to order under. Money is spent there, so it is never chosen for anybody, unless there is only one. */
export function useOrderProfile() {
  const address = useProfileInAddress("replace");
  const open = address.profiles?.filter(({ enabled }) => enabled) ?? [];
  const only = open.length === 1 ? open[0] : undefined;
  const profile: CertificateProfile | undefined = address.named?.enabled ? address.named : only;
  return { ...address, profile };
}

/** Step 1 of both ways to order. */
export function ProfileStep(props: { order: ReturnType<typeof useOrderProfile>; error?: string }) {
  const { read, profiles, named, profile, choose } = props.order;
  const disabled = profiles?.some(({ enabled }) => !enabled);
  const wantedIsDisabled = named !== undefined && !named.enabled;
  return (
    <Step number={1} title="Profile">
      {readFailure(read) ??
        (profiles === undefined ? (
          <Skeleton className="h-14 w-full" />
        ) : (
          <Field
            label="Certificate profile"
            description={
              disabled ? "Under a disabled profile Sectigo takes no orders; it cannot be chosen." : undefined
            }
            error={
              wantedIsDisabled ? `${named.name} is disabled at Sectigo. Choose another one.` : props.error
            }
          >
            <ProfileSelect
              forOrder
              profiles={profiles}
              value={profile?.certificateProfileId}
              onValueChange={choose}
            />
          </Field>
        ))}
      {profile && (
        <p className="text-12 text-muted">
          {profile.usedBalance.toLocaleString("en")} certificates ordered so far,{" "}
          {profile.balance.toLocaleString("en")} left.{" "}
          <Link href={`/batches?certificateProfile=${profile.certificateProfileId}`}>Its batches</Link>
        </p>
      )}
    </Step>
  );
}
