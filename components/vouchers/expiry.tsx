"use client";

import { ExactTime } from "@/components/patterns/time/timestamp";
import { StatusIcon, type StatusKind } from "@/components/ui/status-icon";
import type { IssuedVoucher, VoucherStanding } from "@/lib/contract/vouchers";

const marks: Partial<Record<VoucherStanding, StatusKind>> = { expiring: "attention", expired: "failed" };

/** When a voucher ends, exactly, with the days left; marked when somebody has to act. */
export function VoucherEnd({ voucher }: { voucher: Pick<IssuedVoucher, "expiresAt" | "standing"> }) {
  if (voucher.standing === "not_issued") return <span className="text-muted">not issued</span>;
  const mark = marks[voucher.standing];
  return (
    <span className="inline-flex items-center gap-1.5 align-bottom">
      {mark && <StatusIcon kind={mark} className="size-3.5 shrink-0" />}
      <ExactTime value={voucher.expiresAt} />
    </span>
  );
}
