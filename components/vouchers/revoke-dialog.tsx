"use client";

import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { Facts } from "@/components/patterns/facts";
import { ExactTime } from "@/components/patterns/time/timestamp";
import type { VendorWarnings } from "@/lib/contract/entitlements";
import type { IssuedVoucher } from "@/lib/contract/vouchers";
import { useRevokeVoucher } from "./queries";

/** Revokes a voucher at Juniper, with what that cannot do. */
export function RevokeVoucherDialog({
  voucher,
  onClose,
  onRevoked,
}: {
  voucher: IssuedVoucher | undefined;
  onClose: () => void;
  /** Told what Juniper warned of. */
  onRevoked?: (warnings: VendorWarnings) => void;
}) {
  const revoke = useRevokeVoucher();
  return (
    <ConfirmDialog
      open={voucher !== undefined}
      onOpenChange={(open) => !open && onClose()}
      level={3}
      title="Revoke voucher"
      subject={voucher && <span className="font-mono">{voucher.serialNumber}</span>}
      consequence="A voucher file already handed out cannot be recalled."
      doesNot="It changes nothing on the device or on a bootstrap server. To keep a device from taking the file, delete it wherever it was put."
      cost="One call to Juniper. What it took of the entitlement comes back."
      typed={{ word: voucher?.serialNumber ?? "" }}
      onConfirm={async ({ reason }) => {
        if (voucher === undefined) return;
        const { warnings } = await revoke.mutateAsync({
          params: { voucherId: voucher.voucherId },
          body: { reason },
        });
        onRevoked?.(warnings);
      }}
    >
      {voucher && (
        <Facts
          facts={[
            { label: "SSRN", value: <span className="font-mono text-12">{voucher.ssrn}</span> },
            { label: "Devices take it until", value: <ExactTime value={voucher.expiresAt} /> },
          ]}
        />
      )}
    </ConfirmDialog>
  );
}
