import "server-only";
import { and, asc, countDistinct, desc, eq, ne, sql } from "drizzle-orm";
import { vouchers } from "@/drizzle/schema/juniper";
import { db } from "@/lib/db/connection";
import { wasGiven } from "./records";

const serialsTold = 3;

/** For whom a certificate is to be pinned, as far as that is known. */
export interface PinnedFor {
  serialNumber?: string | undefined;
  ssrn?: string | undefined;
}

/** What the vouchers issued here say about pinning this certificate now, in sentences. */
export async function remarksFromBefore(
  fingerprintSha256: string,
  { serialNumber, ssrn }: PinnedFor,
): Promise<string[]> {
  const [shared, other] = await Promise.all([
    sharedRemark(fingerprintSha256, serialNumber),
    ssrn === undefined ? undefined : otherRemark(fingerprintSha256, ssrn),
  ]);
  return [shared, other].filter((remark) => remark !== undefined);
}

async function sharedRemark(
  fingerprint: string,
  serialNumber: string | undefined,
): Promise<string | undefined> {
  const serials = await serialsSharing(fingerprint, serialNumber, serialsTold);
  if (serials.length === 0) return undefined;
  const total = await countSharing(fingerprint, serialNumber);
  const more = total - serials.length;
  const told =
    more > 0 ? `${serials.join(", ")} and ${more.toLocaleString("en-US")} more` : serials.join(", ");
  return `It is pinned for ${total === 1 ? "another device" : `${total.toLocaleString("en-US")} other devices`} already: ${told}. That is right if they all belong to the same domain.`;
}

const sharing = (fingerprint: string, serialNumber: string | undefined) =>
  and(
    eq(vouchers.certificateSha256, fingerprint),
    serialNumber === undefined ? undefined : ne(vouchers.serialNumber, serialNumber),
    wasGiven,
  );

/** Serial numbers that were given a voucher with a certificate, without the one named, in their order. */
export async function serialsSharing(
  fingerprint: string,
  serialNumber: string | undefined,
  count: number,
): Promise<string[]> {
  const rows = await db()
    .selectDistinct({ serialNumber: vouchers.serialNumber })
    .from(vouchers)
    .where(sharing(fingerprint, serialNumber))
    .orderBy(asc(vouchers.serialNumber))
    .limit(count);
  return rows.map((row) => row.serialNumber);
}

async function countSharing(fingerprint: string, serialNumber: string | undefined): Promise<number> {
  const [counted] = await db()
    .select({ serials: countDistinct(vouchers.serialNumber) })
    .from(vouchers)
    .where(sharing(fingerprint, serialNumber));
  return counted?.serials ?? 0;
}

/** A certificate that none of the vouchers of an SSRN has pinned so far is told against the one pinned last. */
async function otherRemark(fingerprint: string, ssrn: string): Promise<string | undefined> {
  const [last] = await db()
    .select({
      subject: vouchers.certificateSubject,
      fingerprint: vouchers.certificateSha256,
      isPinned: sql<boolean>`bool_or(${vouchers.certificateSha256} = ${fingerprint}) over ()`,
    })
    .from(vouchers)
    .where(and(eq(vouchers.ssrn, ssrn), wasGiven))
    .orderBy(desc(vouchers.askedAt))
    .limit(1);
  return last === undefined || last.isPinned
    ? undefined
    : `The vouchers of SSRN ${ssrn} have pinned another certificate so far, last ${last.subject} with the SHA-256 ${last.fingerprint.slice(0, 16)}….`;
}
