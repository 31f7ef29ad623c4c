import "server-only";
import { and, desc, eq } from "drizzle-orm";
import { auditEntries } from "@/drizzle/schema/audit";
import type { VoucherDetail } from "@/lib/contract/vouchers";
import { db } from "@/lib/db/connection";
import { SealBroken } from "@/lib/sealing/seal";
import { readCertificate } from "../x509/certificate";
import { readVoucher } from "../x509/voucher";
import { differencesFrom } from "./differences";
import { openFile, sealBrokenWords } from "./file";
import { serialsSharing } from "./pinned-before";
import { requireVoucher, toVouchers, type VoucherRow } from "./records";

const serialsTold = 100;
const handOutsTold = 100;

/** One voucher with its file decoded. Calls no vendor. @throws Refusal `not_found` */
export async function getVoucher(voucherId: string): Promise<VoucherDetail> {
  const row = await requireVoucher(voucherId);
  const [vouchers, decoding, sharedWith, handedOut] = await Promise.all([
    toVouchers([row]),
    decodedFile(row),
    serialsSharing(row.certificateSha256, row.serialNumber, serialsTold),
    handOuts(voucherId),
  ]);
  const [voucher] = vouchers;
  if (voucher === undefined) throw new RangeError("a row became no voucher");
  return {
    ...voucher,
    ...decoding,
    askedAt: row.askedAt.toISOString(),
    revokeAskedAt: row.revokeAskedAt?.toISOString() ?? null,
    settledReason: row.settledReason,
    pinned: readCertificate(row.certificatePem).certificate,
    certificatePem: row.certificatePem,
    sharedWith,
    handedOut,
  };
}

async function decodedFile(
  row: VoucherRow,
): Promise<Pick<VoucherDetail, "decoded" | "decodeProblem" | "differences">> {
  const nothing = { decoded: null, decodeProblem: null, differences: [] };
  try {
    const bytes = await openFile(row);
    if (bytes === undefined) return nothing;
    const read = readVoucher(bytes);
    if ("problem" in read) return { ...nothing, decodeProblem: read.problem };
    const { serialNumber, certificateSha256 } = row;
    const asked = { serialNumber, certificateSha256, expiresAt: row.expiresAt.toISOString() };
    return { decoded: read.voucher, decodeProblem: null, differences: differencesFrom(asked, read.voucher) };
  } catch (error) {
    if (error instanceof SealBroken) return { ...nothing, decodeProblem: sealBrokenWords };
    throw error;
  }
}

/** Who was given the file, latest first. */
async function handOuts(voucherId: string): Promise<VoucherDetail["handedOut"]> {
  const rows = await db()
    .select({ at: auditEntries.at, by: auditEntries.actorName, auditId: auditEntries.id })
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.subjectType, "voucher"),
        eq(auditEntries.subjectId, voucherId),
        eq(auditEntries.action, "vouchers.download"),
        eq(auditEntries.outcome, "succeeded"),
      ),
    )
    .orderBy(desc(auditEntries.ordinal))
    .limit(handOutsTold);
  return rows.map(({ at, by, auditId }) => ({ at: at.toISOString(), by, auditId }));
}
