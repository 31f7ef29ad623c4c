"use client";

import { MenuSeparator } from "@/components/ui/menu";
import { MenuItem, MenuLink } from "@/components/ui/menu-items";
import type { DeviceSummary } from "@/lib/contract/devices";
import { CopyMenuItem } from "./copy-menu-item";
import { devicePage } from "./device-address";
import type { TagAct } from "./tags-form";

interface Props {
  device: DeviceSummary;
  ticket: () => string;
  /** Absent where the role may not change tags. */
  onAct: ((act: TagAct, device: DeviceSummary) => void) | undefined;
}

/** What can be done with one device. */
export function DeviceActions({ device, ticket, onAct }: Props) {
  return (
    <>
      <MenuLink href={devicePage(device.rotPublicUid)}>Open device</MenuLink>
      <MenuLink href={`${devicePage(device.rotPublicUid)}/provisioning`}>Provisioning</MenuLink>
      <MenuLink href={`${devicePage(device.rotPublicUid)}/certificate`}>Certificate</MenuLink>
      <MenuLink href={`${devicePage(device.rotPublicUid)}/events`}>Events</MenuLink>
      {onAct && (
        <>
          <MenuItem onSelect={() => onAct("assign", device)}>Assign tags…</MenuItem>
          <MenuItem onSelect={() => onAct("remove", device)}>Remove tags…</MenuItem>
        </>
      )}
      <MenuSeparator />
      <CopyMenuItem text={() => device.rotPublicUid}>Copy RoT UID</CopyMenuItem>
      <CopyMenuItem text={ticket}>Copy for ticket</CopyMenuItem>
    </>
  );
}
