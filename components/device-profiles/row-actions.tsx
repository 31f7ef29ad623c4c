"use client";

import { useCan } from "@/components/patterns/who";
import { MenuLink } from "@/components/ui/menu-items";
import type { DeviceProfile } from "@/lib/contract/device-profiles";
import { devicesOfProfile, profilePage, provisionDevices } from "./profile-address";

/** What can be done with one profile. */
export function ProfileActions({ profile: { deviceProfileUid } }: { profile: DeviceProfile }) {
  const mayProvision = useCan()("provisioning:write");
  return (
    <>
      <MenuLink href={profilePage(deviceProfileUid)}>Open device profile</MenuLink>
      <MenuLink href={devicesOfProfile(deviceProfileUid)}>Show devices</MenuLink>
      {mayProvision && <MenuLink href={provisionDevices(deviceProfileUid)}>Provision its devices…</MenuLink>}
    </>
  );
}
