import "server-only";
import { and, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import { auditEntries } from "@/drizzle/schema/audit";
import { certificateActs } from "@/drizzle/schema/ublox";
import type { CertificateAct } from "@/lib/contract/device-certificates";
import { db } from "@/lib/db/connection";
import { logger } from "@/lib/log";
import type { Permit } from "@/lib/vendors/http/permit";
import { VendorError } from "@/lib/vendors/http/vendor-error";
import { serialNumberKey } from "../x509/serial-numbers";
import { serialKeyIn } from "./serial-key";

/** An act as it is kept. */
export type ActRow = typeof certificateActs.$inferSelect;

/** What is asked for, of one device. */
export interface AskedAct {
  rotPublicUid: string;
  act: CertificateAct;
  caName: string;
  toCaName?: string;
  /** The certificate it is about, as far as that is known. */
  serialNumber: string | null;
}

/**
 * Sends a change of certificates with its acts on record: they are written down before the vendor is called, so that a
 * lost answer leaves a trace, and taken back when certainly nothing happened.
 * @throws whatever `send` throws
 */
export async function withActsRecorded<Result>(
  permit: Permit,
  asked: readonly AskedAct[],
  send: () => Promise<Result>,
): Promise<Result> {
  if (asked.length === 0) return await send();
  const askedAt = await writeDown(permit, asked);
  let result: Result;
  try {
    result = await send();
  } catch (error) {
    if (error instanceof VendorError && !error.mayHaveActed) await quietly(() => takeBack(asked, askedAt));
    throw error;
  }
  // It is carried out: an act that stays uncertain here is made up for by the next look at the device.
  await quietly(() => confirm(asked, askedAt));
  return result;
}

async function writeDown(permit: Permit, asked: readonly AskedAct[]): Promise<Date> {
  const [intent] = await db()
    .select({ askedBy: auditEntries.actorName, jobId: auditEntries.jobId })
    .from(auditEntries)
    .where(eq(auditEntries.id, permit.auditId));
  if (intent === undefined) throw new Error("an act on certificates has no intent in the audit history");
  const [row] = await db()
    .insert(certificateActs)
    .values(asked.map((act) => ({ ...act, ...intent, certain: false })))
    .returning({ askedAt: certificateActs.askedAt });
  if (row === undefined) throw new RangeError("an act is about one certificate at least");
  return row.askedAt;
}

/** The rows that `writeDown` has written: one statement, one moment. */
const written = (asked: readonly AskedAct[], askedAt: Date) =>
  and(inArray(certificateActs.rotPublicUid, uidsOf(asked)), eq(certificateActs.askedAt, askedAt));

const uidsOf = (rows: readonly { rotPublicUid: string }[]) => rows.map(({ rotPublicUid }) => rotPublicUid);

/** A revocation takes effect at once; everything else is seen on the device later. */
async function confirm(asked: readonly AskedAct[], askedAt: Date): Promise<void> {
  await db()
    .update(certificateActs)
    .set({ certain: true, endedAt: sql`case when ${certificateActs.act} = 'revoke' then now() end` })
    .where(written(asked, askedAt));
}

async function takeBack(asked: readonly AskedAct[], askedAt: Date): Promise<void> {
  await db().delete(certificateActs).where(written(asked, askedAt));
}

async function quietly(change: () => Promise<void>): Promise<void> {
  try {
    await change();
  } catch (error) {
    logger().warn({ error }, "what became of an act on certificates could not be written down");
  }
}

/** The acts of these devices that have not ended, latest first. */
export async function openActsOf(rotPublicUids: readonly string[]): Promise<ActRow[]> {
  if (rotPublicUids.length === 0) return [];
  return await db()
    .select()
    .from(certificateActs)
    .where(and(inArray(certificateActs.rotPublicUid, [...rotPublicUids]), isNull(certificateActs.endedAt)))
    .orderBy(desc(certificateActs.askedAt));
}

/** The latest acts of a device, whatever became of them. */
export async function latestActsOf(rotPublicUid: string, count: number): Promise<ActRow[]> {
  return await db()
    .select()
    .from(certificateActs)
    .where(eq(certificateActs.rotPublicUid, rotPublicUid))
    .orderBy(desc(certificateActs.askedAt))
    .limit(count);
}

/** Who carried a certificate when something was asked for about it here; null where nothing was. */
export async function holderOf({
  caName,
  serialNumber,
}: {
  caName: string;
  serialNumber: string;
}): Promise<string | null> {
  const [row] = await db()
    .select({ rotPublicUid: certificateActs.rotPublicUid })
    .from(certificateActs)
    .where(
      and(
        eq(certificateActs.caName, caName),
        sql`${serialKeyIn(certificateActs.serialNumber)} = ${serialNumberKey(serialNumber) ?? ""}`,
      ),
    )
    .orderBy(desc(certificateActs.askedAt))
    .limit(1);
  return row?.rotPublicUid ?? null;
}
