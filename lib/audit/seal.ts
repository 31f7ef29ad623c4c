import "server-only";
import { and, asc, desc, not, sql } from "drizzle-orm";
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
const roundEveryMs = 5_000;

/**
 * Seals committed entries: gives each its gapless sequence and its hash. It runs after the commit, so that
 * writers never queue behind one chain. Only rows whose transaction and all earlier ones have ended are
 * taken, so no row can appear later in a place that is sealed already.
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

type Position = Pick<typeof auditSeals.$inferSelect, "xact" | "ordinal">;

async function sealBatch(tx: Transaction): Promise<number | "busy"> {
  const [lock] = await tx.execute<{ held: boolean }>(
    sql`select pg_try_advisory_xact_lock(${sealLockKey}) as held`,
  );
  if (!lock?.held) return "busy";
  const [last] = await tx.select().from(auditSeals).orderBy(desc(auditSeals.sequence)).limit(1);
  const place = last !== undefined && (await isOfThisCluster(tx, last)) ? behind(last) : anywhere;
  const rows = await tx
    .select()
    .from(auditEntries)
    .where(and(place.condition, unsealed))
    .orderBy(...place.order)
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

const unsealed = sql`not exists (select from ${auditSeals} where ${auditSeals.entryId} = ${auditEntries.id})`;

/** Its transaction and all earlier ones have ended. */
const ended = sql`${auditEntries.xact} < pg_snapshot_xmin(pg_current_snapshot())`;

/** Numbered by a transaction that this cluster has not reached: it came with a database restored from another. */
const restored = sql`${auditEntries.xact} >= pg_snapshot_xmax(pg_current_snapshot())`;

/** Whether an entry will not move any more, and none can come before it. */
export const isFinal = sql`(${ended} or ${restored})`;

function comesAfter({ xact, ordinal }: Position) {
  return sql`(${auditEntries.xact}, ${auditEntries.ordinal}) > (${xact}::xid8, ${ordinal}::bigint)`;
}

/** The everyday way: along the index, from where the last seal stands. */
function behind(last: Position) {
  return {
    condition: and(ended, comesAfter(last)),
    order: [asc(auditEntries.xact), asc(auditEntries.ordinal)],
  };
}

/** The way of the first seals, and of a restored database: its position says nothing, so every row is looked at. */
const anywhere = {
  condition: isFinal,
  // What was restored comes first, so that the position says something again when the last seal is one of ours.
  order: [desc(restored), asc(auditEntries.xact), asc(auditEntries.ordinal)],
};

/** A database restored into a new cluster starts its transaction ids over. */
async function isOfThisCluster(tx: Transaction, last: Position): Promise<boolean> {
  const [position] = await tx.execute<{ known: boolean }>(
    sql`select ${last.xact}::xid8 < pg_snapshot_xmax(pg_current_snapshot()) as known`,
  );
  return position?.known ?? false;
}

async function hasUnsealed(): Promise<boolean> {
  const [last] = await db().select().from(auditSeals).orderBy(desc(auditSeals.sequence)).limit(1);
  const waiting = await db()
    .select({ id: auditEntries.id })
    .from(auditEntries)
    .where(and(last && comesAfter(last), not(restored), unsealed))
    .limit(1);
  return waiting.length > 0;
}

/** The sealing of this process. The server's own modules and those that Next bundles share it. */
interface Sealing {
  stopped: boolean;
  /** Looks now and then for rows that another process left unsealed. */
  rounds?: NodeJS.Timeout;
  soon?: NodeJS.Timeout;
  running: Set<Promise<void>>;
}

const holder = globalThis as { munimentSealing?: Sealing };

function sealing(): Sealing {
  holder.munimentSealing ??= { stopped: false, running: new Set() };
  return holder.munimentSealing;
}

/** Has the new rows sealed shortly, without anybody waiting for it. */
export function sealSoon(delayMs = sealDelayMs): void {
  const state = sealing();
  if (state.stopped || state.soon !== undefined) return;
  state.soon = setTimeout(() => {
    state.soon = undefined;
    const run = sealNow().finally(() => state.running.delete(run));
    state.running.add(run);
  }, delayMs);
  state.soon.unref();
}

async function sealNow(): Promise<void> {
  try {
    if (await sealEntries()) sealSoon(retryDelayMs);
  } catch (error) {
    // The rows are committed and stay; the next write or the next round seals them.
    logger().warn({ error }, "audit sealing failed");
  }
}

/** Also seals what processes that ended suddenly left behind: now, and every few seconds from now on. */
export function startSealing(): void {
  const state = sealing();
  state.stopped = false;
  state.rounds ??= setInterval(() => sealSoon(), roundEveryMs).unref();
  sealSoon();
}

/** Seals nothing any more, and waits for what is being sealed; before the database is closed. */
export async function stopSealing(): Promise<void> {
  const state = sealing();
  state.stopped = true;
  clearInterval(state.rounds);
  clearTimeout(state.soon);
  state.rounds = undefined;
  state.soon = undefined;
  await Promise.all(state.running);
}
