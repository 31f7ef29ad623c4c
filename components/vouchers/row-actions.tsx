"use client";

import { useCan } from "@/components/patterns/who";
import { MenuItem, MenuLink } from "@/components/ui/menu-items";
import type { IssuedVoucher } from "@/lib/contract/vouchers";
import { isInDoubt, isRevocable, type VoucherAct } from "./acts";
import { newVoucherPath, voucherPath, vouchersOfDevice } from "./paths";

/** What changes a voucher; nothing for whoever may not. */
export function VoucherChanges({
  voucher,
  onAct,
}: {
  voucher: IssuedVoucher;
  onAct: (act: VoucherAct) => void;
}) {
  if (!useCan()("licenses:write")) return null;
  const { ssrn, serialNumber } = voucher;
  return (
    <>
      {isInDoubt(voucher) && <MenuItem onSelect={() => onAct("settle")}>Settle…</MenuItem>}
      <MenuLink href={newVoucherPath({ ssrn, serialNumber })}>Issue another voucher</MenuLink>
      {isRevocable(voucher) && (
        <MenuItem onSelect={() => onAct("revoke")} danger>
          Revoke voucher…
        </MenuItem>
      )}
    </>
  );
}

/** What can be done with one voucher of the list. */
export function VoucherActions({
  voucher,
  onAct,
  onDownload,
}: {
  voucher: IssuedVoucher;
  onAct: (act: VoucherAct) => void;
  onDownload: () => void;
}) {
  const mayDownload = useCan()("licenses:reveal");
  return (
    <>
      <MenuLink href={voucherPath(voucher.voucherId)}>Open</MenuLink>
      <MenuLink href={vouchersOfDevice(voucher.serialNumber)}>Show vouchers of this device</MenuLink>
      {mayDownload && voucher.fileName !== null && <MenuItem onSelect={onDownload}>Download file</MenuItem>}
      <VoucherChanges voucher={voucher} onAct={onAct} />
    </>
  );
}
