import "server-only";
import { desc, sql } from "drizzle-orm";
import { auditEntries, auditSeals } from "@/drizzle/schema/audit";
import { db, type Transaction } from "@/lib/db/connection";
import { logger } from "@/lib/log";
import { entryHash, genesisHash } from "./chain";
import { toEntry } from "./to-entry";

const sealLockKey = 7_304_221;
const batchSize = 500;
/** Long enough that a burst of rows is sealed together, short enough that nobody sees an unsealed row for long. */
const sealDelayMs = 40;
/** While a transaction that wrote a row is still open, rows after it wait for it. */
const retryDelayMs = 500;

/**
 * Seals committed entries: gives each its gapless sequence and its hash. It runs after the commit, so that
 * writers never queue behind one chain. Only rows whose transaction and all earlier ones have ended are
 * taken (`xact` below the snapshot's xmin), so no row can appear later in a place that is sealed already.
 * @returns whether rows are left that could not be sealed yet
 */
export async function sealEntries(): Promise<boolean> {
  for (;;) {
    const sealed = await db().transaction(sealBatch);
    if (sealed === "busy") return true;
    if (sealed < batchSize) break;
  }
  return hasUnsealed();
}

async function sealBatch(tx: Transaction): Promise<number | "busy"> {
  const [lock] = await tx.execute<{ held: boolean }>(
    sql`select pg_try_advisory_xact_lock(${sealLockKey}) as held`,
  );
  if (!lock?.held) return "busy";
  const [last] = await tx.select().from(auditSeals).orderBy(desc(auditSeals.sequence)).limit(1);
  const rows = await tx
    .select()
    .from(auditEntries)
    .where(
      sql`${auditEntries.xact} < pg_snapshot_xmin(pg_current_snapshot()) and ${await unsealedAfter(tx, last)}`,
    )
    .orderBy(auditEntries.xact, auditEntries.ordinal)
    .limit(batchSize);
  let previousHash = last?.hash ?? genesisHash;
  let sequence = last?.sequence ?? 0;
  const seals = rows.map((row) => {
    sequence += 1;
    const hash = entryHash(previousHash, { ...toEntry(row, null), sequence });
    const seal = { sequence, entryId: row.id, xact: row.xact, ordinal: row.ordinal, previousHash, hash };
    previousHash = hash;
    return seal;
  });
  if (seals.length > 0) await tx.insert(auditSeals).values(seals);
  return seals.length;
}

/**
 * Which entries come after the last seal. A database restored into a new cluster starts its transaction ids
 * over; then position says nothing, and the rows without a seal are looked for instead.
 */
async function unsealedAfter(tx: Transaction, last: { xact: string; ordinal: number } | undefined) {
  if (last === undefined) return sql`true`;
  const [position] = await tx.execute<{ known: boolean }>(
    sql`select ${last.xact}::xid8 < pg_snapshot_xmax(pg_current_snapshot()) as known`,
  );
  return position?.known
    ? sql`(${auditEntries.xact}, ${auditEntries.ordinal}) > (${last.xact}::xid8, ${last.ordinal}::bigint)`
    : sql`not exists (select from ${auditSeals} where ${auditSeals.entryId} = ${auditEntries.id})`;
}

async function hasUnsealed(): Promise<boolean> {
  const [row] = await db().execute<{ waiting: boolean }>(
    sql`select (select max(ordinal) from audit_entries) is distinct from (select max(ordinal) from audit_seals) as waiting`,
  );
  return row?.waiting ?? false;
}

let timer: NodeJS.Timeout | undefined;

/** Has the new rows sealed shortly, without anybody waiting for it. */
export function sealSoon(delayMs = sealDelayMs): void {
  if (timer !== undefined) return;
  timer = setTimeout(async () => {
    timer = undefined;
    try {
      if (await sealEntries()) sealSoon(retryDelayMs);
    } catch (error) {
      // The rows are committed and stay; the next write or the next start seals them.
      logger().warn({ error }, "audit sealing failed");
    }
  }, delayMs);
  timer.unref();
}
