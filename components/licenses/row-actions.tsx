"use client";

import { useCan } from "@/components/patterns/who";
import { MenuSeparator } from "@/components/ui/menu";
import { MenuItem, MenuLink } from "@/components/ui/menu-items";
import type { License } from "@/lib/contract/licenses";
import { entitlementPath, licensePath } from "./paths";
import { isInDoubt, isReleasable } from "./words";

export type LicenseAct = "reveal" | "download" | "lookUp" | "release";

interface Props {
  license: License;
  onAct: (act: LicenseAct) => void;
  /** On its own page it is open already. */
  isOpen?: boolean;
}

/** What can be done with one license, by what it is and by who asks. */
export function LicenseActions({ license, onAct, isOpen = false }: Props) {
  const can = useCan();
  const { licenseId, entitlementId, customerId, groupId, hasKey, fileName } = license;
  const mayReveal = can("licenses:reveal");
  const mayChange = can("licenses:write");
  const reveals = mayReveal && (hasKey || fileName !== null);
  // On its own page these have buttons.
  const changes = !isOpen && mayChange && (isInDoubt(license) || isReleasable(license));
  return (
    <>
      {!isOpen && <MenuLink href={licensePath(licenseId)}>Open license</MenuLink>}
      {entitlementId !== null && (
        <MenuLink href={entitlementPath({ entitlementId, customerId, groupId })}>Open entitlement</MenuLink>
      )}
      {!isOpen && <MenuLink href={licensePath(licenseId, "device")}>Other licenses on its device</MenuLink>}
      {reveals && <MenuSeparator />}
      {mayReveal && hasKey && !isOpen && <MenuItem onSelect={() => onAct("reveal")}>Reveal key…</MenuItem>}
      {mayReveal && fileName !== null && (
        <MenuItem onSelect={() => onAct("download")}>Download file</MenuItem>
      )}
      {changes && <MenuSeparator />}
      {changes && isInDoubt(license) && <MenuItem onSelect={() => onAct("lookUp")}>Look up</MenuItem>}
      {changes && isReleasable(license) && (
        <MenuItem danger onSelect={() => onAct("release")}>
          Release license…
        </MenuItem>
      )}
    </>
  );
}
