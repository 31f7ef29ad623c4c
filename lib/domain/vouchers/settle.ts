import "server-only";
import { eq, sql } from "drizzle-orm";
import { vouchers } from "@/drizzle/schema/juniper";
import { notFound, Refusal } from "@/lib/contract/problem";
import type { IssuedVoucher } from "@/lib/contract/vouchers";
import { publishIn } from "@/lib/domain/events/publish";
import type { RecordsPermit } from "@/lib/operations/records-permit";
import { readVoucherRecord, selectVouchers, type VoucherRow } from "./records";

/**
 * What a person says became of a voucher in doubt: Juniper lists none, so nobody else can.
 * @throws Refusal `not_found`; `conflict` when it is not in doubt
 */
export async function settleVoucher(
  { tx }: RecordsPermit,
  voucherId: string,
  { happened, reason }: { happened: boolean; reason: string },
): Promise<{ voucher: IssuedVoucher }> {
  const [row] = await selectVouchers(tx).where(eq(vouchers.id, voucherId)).for("update");
  if (row === undefined) throw notFound("This voucher");
  await tx
    .update(vouchers)
    .set({ ...settledAs(row, happened), settledReason: reason })
    .where(eq(vouchers.id, voucherId));
  await publishIn(tx, { type: "licenses" });
  return { voucher: await readVoucherRecord(voucherId, tx) };
}

function settledAs({ state }: VoucherRow, happened: boolean) {
  if (state === "issue_in_doubt") {
    return happened ? { state: "issued", issuedAt: sql`${vouchers.askedAt}` } : { state: "not_issued" };
  }
  if (state === "revoke_in_doubt") {
    return happened
      ? { state: "revoked", revokedAt: sql`${vouchers.revokeAskedAt}` }
      : { state: "issued", revokeAskedAt: null, revokeReason: null };
  }
  throw new Refusal("conflict", {
    detail: "This voucher is not in doubt, or not any more.",
    next: "Look at the voucher as it is now. Nothing was changed.",
  });
}
