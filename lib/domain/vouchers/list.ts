import "server-only";
import { and, asc, count, desc, eq, gt, gte, ilike, lte, or, type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import { vouchers } from "@/drizzle/schema/juniper";
import type { vouchers as contract, IssuedVoucher, VoucherFilters } from "@/lib/contract/vouchers";
import { db } from "@/lib/db/connection";
import { selectVouchers, standingNow, toVouchers } from "./records";

/** What the filters find. */
function matching({ standing, serialNumber, ssrn, endsWithinDays, search }: VoucherFilters): SQL | undefined {
  return and(
    standing === undefined ? undefined : eq(standingNow, standing),
    serialNumber === undefined ? undefined : eq(vouchers.serialNumber, serialNumber),
    ssrn === undefined ? undefined : eq(vouchers.ssrn, ssrn),
    endsWithinDays === undefined ? undefined : endingWithin(endsWithinDays),
    search ? found(search) : undefined,
  );
}

/** Those that hold now and will not for long. */
function endingWithin(days: number): SQL | undefined {
  return and(
    eq(vouchers.state, "issued"),
    gte(vouchers.expiresAt, sql`now()`),
    lte(vouchers.expiresAt, sql`now() + ${days}::int * interval '1 day'`),
  );
}

const searched = [
  vouchers.serialNumber,
  vouchers.ssrn,
  vouchers.productSku,
  vouchers.certificateSubject,
  vouchers.certificateSha256,
];

/** Fingerprints are written with colons by other programs. */
const fingerprintForm = /^[0-9a-f]{2}(?::[0-9a-f]{2})+$/i;

function found(search: string): SQL | undefined {
  const text = fingerprintForm.test(search) ? search.replaceAll(":", "") : search;
  const pattern = `%${text.replaceAll(/[\\%_]/g, "\\$&")}%`;
  return or(...searched.map((column) => ilike(column, pattern)));
}

const orders = {
  serialNumber: vouchers.serialNumber,
  // They are issued within moments of being asked for, and those that were not have their place as well.
  issuedAt: vouchers.askedAt,
  expiresAt: vouchers.expiresAt,
} as const;

/** One page of the vouchers that were asked for here. Calls no vendor. */
export async function listVouchers({
  page,
  size,
  sort,
  direction,
  ...filters
}: z.output<typeof contract.list.query>): Promise<z.input<typeof contract.list.response>> {
  const inOrder = direction === "asc" ? asc : desc;
  const [rows, total] = await Promise.all([
    selectVouchers()
      .where(matching(filters))
      .orderBy(inOrder(orders[sort]), inOrder(vouchers.id))
      .limit(size)
      .offset((page - 1) * size),
    countVouchers(filters),
  ]);
  return { items: await toVouchers(rows), page: { number: page, size, total } };
}

export async function countVouchers(filters: VoucherFilters): Promise<number> {
  const [counted] = await db().select({ vouchers: count() }).from(vouchers).where(matching(filters));
  return counted?.vouchers ?? 0;
}

/** Vouchers in the order in which they were asked for, behind the one with the id `after`. */
export async function readVouchers(
  filters: VoucherFilters,
  { after, size }: { after: string | null; size: number },
): Promise<IssuedVoucher[]> {
  const rows = await selectVouchers()
    .where(and(matching(filters), after === null ? undefined : gt(vouchers.id, after)))
    .orderBy(asc(vouchers.id))
    .limit(size);
  return await toVouchers(rows);
}
