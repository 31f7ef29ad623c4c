import "server-only";
import { and, isNotNull, isNull, sql } from "drizzle-orm";
import { watches } from "@/drizzle/schema/jobs";
import type { Database, Transaction } from "@/lib/db/connection";
import type { WatchRules } from "./kind";
import { looksWithin, nextLookAt } from "./pace";

/** A thing to be watched from now on. */
export interface Begun<Seen> {
  subjectId: string;
  /** What the vendor has said of it just now, by the way. */
  seen: Seen;
}

/**
 * Begins to watch things, for a person who is told how they end or for nobody in particular. What is watched already
 * stays as it is: the first person named keeps the place. A watch that ended before its person was named begins anew,
 * so that the person is told.
 * @param askedAt when the vendor was asked, by the database's clock; just now unless said
 */
export async function watch<Seen>(
  where: Database | Transaction,
  rules: WatchRules<Seen>,
  things: readonly Begun<Seen>[],
  { forUserId, askedAt }: { forUserId?: string; askedAt?: Date } = {},
): Promise<void> {
  if (things.length === 0) return;
  const inserting = where.insert(watches).values(
    things.map(({ subjectId, seen }) => ({
      kind: rules.kind,
      subjectId,
      forUserId: forUserId ?? null,
      seen,
      seenAt: askedAt ?? sql`now()`,
      ...firstLook(rules, seen),
    })),
  );
  if (forUserId === undefined) {
    await inserting.onConflictDoNothing();
    return;
  }
  await inserting.onConflictDoUpdate({
    target: [watches.kind, watches.subjectId],
    set: {
      forUserId: sql`excluded.for_user_id`,
      endedAt: null,
      nextLookAt: sql`case when ${isNull(watches.endedAt)} then ${watches.nextLookAt} else excluded.next_look_at end`,
    },
    setWhere: and(isNull(watches.forUserId), isNotNull(sql`excluded.for_user_id`)),
  });
}

function firstLook<Seen>(rules: WatchRules<Seen>, seen: Seen) {
  const nowMs = Date.now();
  const beganAt = rules.beganAt(seen);
  const looks = beganAt === null ? 0 : looksWithin(rules.pace, nowMs - beganAt.getTime());
  return { looks, nextLookAt: nextLookAt(rules.pace, rules.groupOf(seen), looks, nowMs) };
}
