"use client";

import { MenuSeparator } from "@/components/ui/menu";
import { MenuItem, MenuLink } from "@/components/ui/menu-items";
import type { EntitlementInList } from "@/lib/contract/entitlements";
import { whyNotActivatable } from "./activate/activation-words";
import { type EntitlementGroup, entitlementPath, newVoucherPath } from "./paths";
import { givesLicenses, givesVouchers } from "./words";

interface Props {
  entitlement: EntitlementInList;
  group: EntitlementGroup;
  /** Absent where the role may not activate. */
  onActivate: (() => void) | undefined;
}

/** What can be done with one entitlement. */
export function EntitlementActions({ entitlement, group, onActivate }: Props) {
  const { entitlementId, ssrn } = entitlement;
  return (
    <>
      <MenuLink href={entitlementPath(entitlementId, group)}>Open entitlement</MenuLink>
      {givesLicenses(entitlement) && (
        <MenuLink href={entitlementPath(entitlementId, group, "activations")}>Show activations</MenuLink>
      )}
      {givesVouchers(entitlement) && (
        <MenuLink href={entitlementPath(entitlementId, group, "vouchers")}>Show vouchers</MenuLink>
      )}
      {onActivate && (
        <>
          <MenuSeparator />
          {givesLicenses(entitlement) && (
            <MenuItem onSelect={onActivate} disabledReason={whyNotActivatable(entitlement)}>
              Activate licenses…
            </MenuItem>
          )}
          {givesVouchers(entitlement) && ssrn !== null && (
            <MenuLink href={newVoucherPath(ssrn)}>Issue voucher…</MenuLink>
          )}
        </>
      )}
    </>
  );
}
