import "server-only";
import { and, eq, getTableColumns, inArray, type SQL, sql } from "drizzle-orm";
import { vouchers } from "@/drizzle/schema/juniper";
import { notFound } from "@/lib/contract/problem";
import { type IssuedVoucher, voucherStanding, voucherState } from "@/lib/contract/vouchers";
import { db, type Transaction } from "@/lib/db/connection";

/** Days before its end from which a voucher counts as expiring. */
const expiringDays = 30;

/** A request that has not ended by now has lost its process: what became of it nobody knows. */
const silentMinutes = 2;

const isSilent = (since: typeof vouchers.askedAt | typeof vouchers.revokeAskedAt) =>
  sql`${since} < now() - ${silentMinutes}::int * interval '1 minute'`;

/** The state by the clock: what stays on its way for too long is in doubt. */
const stateNow: SQL<string> = sql<string>`case
  when ${vouchers.state} = 'issuing' and ${isSilent(vouchers.askedAt)} then 'issue_in_doubt'
  when ${vouchers.state} = 'revoking' and ${isSilent(vouchers.revokeAskedAt)} then 'revoke_in_doubt'
  else ${vouchers.state} end`;

/** The state, and what the clock makes of one that is issued. */
export const standingNow: SQL<string> = sql<string>`case
  when ${vouchers.state} <> 'issued' then ${stateNow}
  when ${vouchers.expiresAt} <= now() then 'expired'
  when ${vouchers.expiresAt} < now() + ${expiringDays}::int * interval '1 day' then 'expiring'
  else 'issued' end`;

const columns = { ...getTableColumns(vouchers), state: stateNow, standing: standingNow };

/** A voucher as it stands at this moment. */
export type VoucherRow = Awaited<ReturnType<typeof selectVouchers>>[number];

/** Where vouchers are read: everywhere, or within a transaction. */
type Reader = Pick<Transaction, "select">;

export function selectVouchers(reader: Reader = db()) {
  return reader.select(columns).from(vouchers).$dynamic();
}

/** @throws Refusal `not_found` */
export async function requireVoucher(voucherId: string, reader: Reader = db()): Promise<VoucherRow> {
  const [row] = await selectVouchers(reader).where(eq(vouchers.id, voucherId));
  if (row === undefined) throw notFound("This voucher");
  return row;
}

/** The states in which a device may hold the voucher. */
const givenStates = ["issued", "revoking", "revoke_in_doubt", "revoked"];
export const wasGiven = inArray(vouchers.state, givenStates);

/** The rows as the contract's vouchers. */
export async function toVouchers(
  rows: readonly VoucherRow[],
  reader: Reader = db(),
): Promise<IssuedVoucher[]> {
  const sharedWith = await sharingOf(rows, reader);
  return rows.map((row) => ({
    voucherId: row.id,
    vendorVoucherId: row.vendorVoucherId,
    serialNumber: row.serialNumber,
    ssrn: row.ssrn,
    productSku: row.productSku,
    state: voucherState.parse(row.state),
    standing: voucherStanding.parse(row.standing),
    issuedAt: row.issuedAt?.toISOString() ?? null,
    issuedBy: row.askedBy,
    expiresAt: row.expiresAt.toISOString(),
    assertion: row.assertion,
    certificate: {
      subject: row.certificateSubject,
      issuer: row.certificateIssuer,
      notAfter: row.certificateNotAfter.toISOString(),
      fingerprintSha256: row.certificateSha256,
    },
    sharedWithCount: sharedWith(row),
    fileName: row.fileName,
    mediaType: row.mediaType,
    sizeBytes: row.fileBytes,
    sha256: row.fileSha256,
    revokedAt: row.revokedAt?.toISOString() ?? null,
    revokeReason: row.revokeReason,
  }));
}

/** One row. @throws Refusal `not_found` */
export async function readVoucherRecord(voucherId: string, reader: Reader = db()): Promise<IssuedVoucher> {
  const [voucher] = await toVouchers([await requireVoucher(voucherId, reader)], reader);
  if (voucher === undefined) throw notFound("This voucher");
  return voucher;
}

/** How many other serial numbers were given a voucher with the same certificate: one query for all rows. */
async function sharingOf(rows: readonly VoucherRow[], reader: Reader): Promise<(row: VoucherRow) => number> {
  const certificates = [...new Set(rows.map(({ certificateSha256 }) => certificateSha256))];
  if (certificates.length === 0) return () => 0;
  // The driver sends lists of texts.
  const serials = sql.param([...new Set(rows.map(({ serialNumber }) => serialNumber))]);
  const found = await reader
    .select({
      certificate: vouchers.certificateSha256,
      serialCount: sql<number>`count(distinct ${vouchers.serialNumber})::int`,
      among: sql<string[]>`coalesce(
        array_agg(distinct ${vouchers.serialNumber}) filter (where ${vouchers.serialNumber} = any(${serials}::text[])),
        '{}')`,
    })
    .from(vouchers)
    .where(and(inArray(vouchers.certificateSha256, certificates), wasGiven))
    .groupBy(vouchers.certificateSha256);
  const byCertificate = new Map(found.map((one) => [one.certificate, one]));
  return ({ certificateSha256, serialNumber }) => {
    const { serialCount = 0, among = [] } = byCertificate.get(certificateSha256) ?? {};
    return among.includes(serialNumber) ? serialCount - 1 : serialCount;
  };
}
