"use client";

import { Section } from "@/components/patterns/section";
import { ExactTime, RelativeTime } from "@/components/patterns/time/timestamp";
import { Timeline } from "@/components/patterns/timeline";
import { useCan } from "@/components/patterns/who";
import { Link } from "@/components/ui/link";
import type { VoucherDetail } from "@/lib/contract/vouchers";
import { auditOfVoucher } from "../paths";
import { lifeOf } from "./life";

/** What happened to a voucher, and when it ends. */
export function VoucherLife({ voucher }: { voucher: VoucherDetail }) {
  const mayReadAudit = useCan()("audit:read");
  return (
    <Section
      title="Activity"
      actions={
        mayReadAudit && (
          <Link className="text-13" href={auditOfVoucher(voucher.voucherId)}>
            Open in the audit history
          </Link>
        )
      }
    >
      <Timeline
        label="Activity of this voucher"
        entries={lifeOf(voucher).map(({ at, isDeadline, auditId, title, ...entry }) => ({
          ...entry,
          title: auditId !== null && mayReadAudit ? <Link href={`/audit/${auditId}`}>{title}</Link> : title,
          time: isDeadline ? <ExactTime value={at} /> : <RelativeTime value={at} />,
        }))}
      />
    </Section>
  );
}
