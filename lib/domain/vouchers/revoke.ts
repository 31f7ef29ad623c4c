import "server-only";
import { and, eq, gt, notExists, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { z } from "zod";
import { vouchers } from "@/drizzle/schema/juniper";
import { Refusal } from "@/lib/contract/problem";
import type { vouchers as contract } from "@/lib/contract/vouchers";
import { db } from "@/lib/db/connection";
import type { Note } from "@/lib/operations/perform";
import type { Permit } from "@/lib/vendors/http/permit";
import type { JuniperClient } from "@/lib/vendors/juniper/client";
import { revokeVoucher } from "@/lib/vendors/juniper/revocations";
import { readVoucherRecord, requireVoucher } from "./records";
import { callOnRecord, tellOthers } from "./vendor-call";

/**
 * Has a voucher not count any more at Juniper. A file already handed out cannot be recalled (RFC 8366 §5.3 knows no
 * revocation).
 * @throws Refusal `not_found`; `conflict` when it is not issued or has ended; `outcome_unknown`; VendorError when
 * certainly nothing happened
 */
export async function revokeVoucherOnRecord(
  permit: Permit,
  juniper: JuniperClient,
  { voucherId, reason, note }: { voucherId: string; reason: string; note: Note },
): Promise<z.input<typeof contract.revoke.response>> {
  const { serialNumber, ssrn, vendorVoucherId } = await begin(voucherId, reason);
  const { revocation, warnings } = await callOnRecord(
    () =>
      revokeVoucher(permit, juniper, { serialNumber, ssrn, reason, voucherId: vendorVoucherId ?? undefined }),
    {
      failed: () => moveOn(voucherId, { state: "issued", revokeAskedAt: null, revokeReason: null }),
      lost: () => moveOn(voucherId, { state: "revoke_in_doubt" }),
    },
    note,
  );
  const revokedAt = revocation.revokedAt === null ? new Date() : new Date(revocation.revokedAt);
  // Whatever somebody said of it meanwhile: the vendor's answer is certain.
  await db()
    .update(vouchers)
    .set({ state: "revoked", revokedAt, revokeReason: reason })
    .where(eq(vouchers.id, voucherId));
  note({ revocationId: revocation.revocationId });
  await tellOthers();
  return { voucher: await readVoucherRecord(voucherId), warnings };
}

/** Takes it from issued to revoking, once. @throws Refusal `not_found`, `conflict` */
async function begin(voucherId: string, reason: string) {
  const other = alias(vouchers, "other");
  const openForSame = db()
    .select({ id: other.id })
    .from(other)
    .where(
      and(
        sql`${other.ssrn} = ${vouchers}.ssrn and ${other.serialNumber} = ${vouchers}.serial_number`,
        sql`${other.state} in ('issuing', 'issue_in_doubt', 'revoking', 'revoke_in_doubt')`,
      ),
    );
  const [row] = await db()
    .update(vouchers)
    .set({ state: "revoking", revokeAskedAt: sql`now()`, revokeReason: reason })
    .where(
      and(
        eq(vouchers.id, voucherId),
        eq(vouchers.state, "issued"),
        gt(vouchers.expiresAt, sql`now()`),
        notExists(openForSame),
      ),
    )
    .returning();
  if (row !== undefined) return row;
  const { standing } = await requireVoucher(voucherId);
  throw new Refusal("conflict", {
    detail: whyNot[standing] ?? "Another voucher for the same device and SSRN is on its way or in doubt.",
    next: "Look at the voucher as it is now. Nothing was sent to Juniper.",
  });
}

const whyNot: Readonly<Record<string, string>> = {
  issuing: "This voucher is still on its way.",
  issue_in_doubt: "Nobody knows whether this voucher was issued: say what became of it first.",
  not_issued: "This voucher was not issued.",
  revoking: "This voucher is being revoked already.",
  revoke_in_doubt: "Nobody knows whether this voucher was revoked: say what became of it first.",
  revoked: "This voucher is revoked already.",
  expired: "This voucher has expired: no device takes it any more.",
};

/** From being revoked; somebody may have settled it meanwhile. */
async function moveOn(voucherId: string, change: Partial<typeof vouchers.$inferInsert>): Promise<void> {
  await db()
    .update(vouchers)
    .set(change)
    .where(and(eq(vouchers.id, voucherId), eq(vouchers.state, "revoking")));
}
