import "server-only";
import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { watches } from "@/drizzle/schema/jobs";
import { db, type Transaction } from "@/lib/db/connection";
import { publishIn } from "@/lib/domain/events/publish";
import { leaveNotice } from "@/lib/domain/notices/notices";
import { databaseNowMs } from "./instants";
import type { WatchEnd, WatchRules } from "./kind";
import { nextLookAt } from "./pace";

export type WatchRow = typeof watches.$inferSelect;

/** What is known of things after somebody asked about them. */
export interface Findings<Seen> {
  /** By subject; undefined: it was its turn, and nothing was learned of it. */
  found: ReadonlyMap<string, Seen | "gone" | undefined>;
  /** When the vendor was asked, or a moment before, by the database's clock. */
  askedAt: Date;
  /**
   * The claim of the watch's own look, which then decides when the next one is due; what is claimed otherwise
   * meanwhile is left alone. Without it, somebody else has asked, and the look comes when it would have come.
   */
  claim?: Date;
}

/** What becomes of a watch. */
interface Change<Seen> {
  row: WatchRow;
  /** Undefined: as it was. */
  seen: Seen | undefined;
  looks: number;
  nextLookAt: Date;
  news: boolean;
  end: WatchEnd | undefined;
}

/**
 * Writes down what was found, tells the person of each watch that ends by it and open pages of each change, all in one
 * transaction. What was asked before the last look, and what has ended, stays as it is.
 */
export async function settle<Seen>(rules: WatchRules<Seen>, findings: Findings<Seen>): Promise<void> {
  if (findings.found.size === 0) return;
  await db().transaction(async (tx) => {
    const { rows, nowMs } = await lock(tx, rules.kind, [...findings.found.keys()]);
    const changes = rows.flatMap((row) => changeOf(rules, row, findings, nowMs) ?? []);
    await write(tx, rules, changes, findings.askedAt);
    for (const { row, seen, end } of changes) {
      if (end === undefined || row.forUserId === null) continue;
      const known = seen ?? seenOf(rules, row);
      await leaveNotice(tx, { userId: row.forUserId, ...rules.told(row.subjectId, known, end) });
    }
    for (const { row, news, end } of changes) {
      if (news || end !== undefined) await publishIn(tx, rules.event(row.subjectId));
    }
  });
}

/** What a row says was seen last; null when nothing was, or this release does not understand it. */
export function seenOf<Seen>(rules: WatchRules<Seen>, row: Pick<WatchRow, "seen">): Seen | null {
  return rules.seen.safeParse(row.seen).data ?? null;
}

/** In one order everywhere, so that nobody waits for somebody who waits. */
async function lock(tx: Transaction, kind: string, subjectIds: readonly string[]) {
  const found = await tx
    .select({ row: watches, nowMs: databaseNowMs })
    .from(watches)
    .where(and(eq(watches.kind, kind), inArray(watches.subjectId, [...subjectIds]), isNull(watches.endedAt)))
    .orderBy(asc(watches.subjectId))
    .for("update");
  return { rows: found.map(({ row }) => row), nowMs: found[0]?.nowMs ?? 0 };
}

function changeOf<Seen>(
  rules: WatchRules<Seen>,
  row: WatchRow,
  { found, askedAt, claim }: Findings<Seen>,
  nowMs: number,
): Change<Seen> | undefined {
  if (claim !== undefined && row.nextLookAt.getTime() !== claim.getTime()) return undefined;
  if (row.seenAt !== null && row.seenAt > askedAt) return undefined;
  const now = found.get(row.subjectId);
  const before = seenOf(rules, row);
  const seen = now === undefined || now === "gone" ? undefined : rules.merge(before, now);
  const news = seen !== undefined && before !== null && rules.isNews(before, seen);
  const looks = news ? 0 : row.looks + (claim === undefined ? 0 : 1);
  const soonest = nextLookAt(rules.pace, rules.groupOf(seen ?? before), looks, nowMs);
  const isTooOld = claim !== undefined && nowMs - row.createdAt.getTime() > rules.givesUpAfterMs;
  return {
    row,
    seen,
    looks,
    nextLookAt: claim === undefined && (!news || row.nextLookAt < soonest) ? row.nextLookAt : soonest,
    news,
    end: endOf(now === "gone", seen !== undefined && rules.isOver(seen), isTooOld),
  };
}

function endOf(isGone: boolean, isOver: boolean, isTooOld: boolean): WatchEnd | undefined {
  if (isGone) return "gone";
  if (isOver) return "over";
  return isTooOld ? "given_up" : undefined;
}

async function write<Seen>(
  tx: Transaction,
  { kind }: WatchRules<Seen>,
  changes: readonly Change<Seen>[],
  askedAt: Date,
): Promise<void> {
  if (changes.length === 0) return;
  const rows = changes.map(({ row, seen, looks, nextLookAt: next, end }) => ({
    subject_id: row.subjectId,
    seen: seen ?? null,
    looks,
    next_look_at: next,
    has_ended: end !== undefined,
  }));
  await tx.execute(sql`
    update ${watches} as watch set
      seen = coalesce(change.seen, watch.seen),
      seen_at = case when change.seen is null then watch.seen_at else ${askedAt.toISOString()}::timestamptz end,
      looks = change.looks,
      next_look_at = change.next_look_at,
      ended_at = case when change.has_ended then now() end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as change
      (subject_id text, seen jsonb, looks int, next_look_at timestamptz, has_ended boolean)
    where watch.kind = ${kind} and watch.subject_id = change.subject_id`);
}
