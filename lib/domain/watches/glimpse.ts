import "server-only";
import { and, eq, inArray, isNotNull, lt, sql } from "drizzle-orm";
import { watches } from "@/drizzle/schema/jobs";
import { db } from "@/lib/db/connection";
import { databaseNowMs } from "./instants";
import type { WatchRules } from "./kind";
import { everyMsAfter } from "./pace";
import { seenOf, settle, type WatchRow } from "./settle";
import { type Begun, watch } from "./watch";

/**
 * Has watches profit from what somebody else has just asked the vendor: what is watched is known anew, and told if it
 * has changed; what has not come to its end and is not watched, is from now on. So no watch is missing for long,
 * whatever happened between an order and the beginning of its watch.
 */
export async function glimpse<Seen>(
  rules: WatchRules<Seen>,
  things: readonly Begun<Seen>[],
  askedAt: Date,
): Promise<void> {
  if (things.length === 0) return;
  const known = await rowsOf(rules, things);
  const open = things.filter(({ subjectId }) => known.get(subjectId)?.endedAt === null);
  await settle(rules, { found: new Map(open.map(({ subjectId, seen }) => [subjectId, seen])), askedAt });
  const toBegin = things.filter(
    ({ subjectId, seen }) => !rules.isOver(seen) && mayBegin(rules, known.get(subjectId)),
  );
  await forgetEnded(rules, toBegin, askedAt);
  await watch(db(), rules, toBegin, { askedAt });
}

async function rowsOf<Seen>({ kind }: WatchRules<Seen>, things: readonly Begun<Seen>[]) {
  const rows = await db().select().from(watches).where(about(kind, things));
  return new Map(rows.map((row) => [row.subjectId, row]));
}

function about(kind: string, things: readonly { subjectId: string }[]) {
  return and(
    eq(watches.kind, kind),
    inArray(
      watches.subjectId,
      things.map(({ subjectId }) => subjectId),
    ),
  );
}

/** What was given up is not begun again, but what had come to its end and moves again is: a revocation, say. */
function mayBegin<Seen>(rules: WatchRules<Seen>, row: WatchRow | undefined): boolean {
  if (row === undefined) return true;
  const seen = seenOf(rules, row);
  return row.endedAt !== null && seen !== null && rules.isOver(seen);
}

/** The moment by which `glimpse` knows what was asked before what: to be taken before the vendor is asked. */
export async function momentOfAsking(): Promise<Date> {
  const [row] = await db().execute<{ nowMs: number }>(sql`select ${databaseNowMs} as "nowMs"`);
  return new Date(row?.nowMs ?? 0);
}

/** Makes room for new watches in the place of ended ones, but not for what was asked before they ended. */
async function forgetEnded<Seen>(
  { kind }: WatchRules<Seen>,
  things: readonly Begun<Seen>[],
  askedAt: Date,
): Promise<void> {
  if (things.length === 0) return;
  await db()
    .delete(watches)
    .where(and(about(kind, things), isNotNull(watches.endedAt), lt(watches.seenAt, askedAt)));
}

/** What a watch knows, for whoever would ask the vendor otherwise. */
export interface Glance<Seen> {
  seen: Seen;
  seenAt: Date;
  /** Absent when the watch has ended. */
  nextLookAt?: Date;
  /** Whether it is as new as a running watch keeps it. */
  isFresh: boolean;
}

/** A look may be late by this before what was seen counts as old: the time a look takes, and the time to notice it. */
const lateMsMax = 20_000;

/** What the watch of a thing saw last; undefined when it is not watched, or was not seen yet. */
export async function glanceAt<Seen>(
  rules: WatchRules<Seen>,
  subjectId: string,
): Promise<Glance<Seen> | undefined> {
  const [found] = await db()
    .select({ row: watches, nowMs: databaseNowMs })
    .from(watches)
    .where(and(eq(watches.kind, rules.kind), eq(watches.subjectId, subjectId)));
  return found && glanceOf(rules, found.row, found.nowMs);
}

function glanceOf<Seen>(rules: WatchRules<Seen>, row: WatchRow, nowMs: number): Glance<Seen> | undefined {
  const seen = seenOf(rules, row);
  if (seen === null || row.seenAt === null) return undefined;
  const here = (at: Date) => new Date(Date.now() + at.getTime() - nowMs);
  return {
    seen,
    seenAt: here(row.seenAt),
    isFresh: nowMs - row.seenAt.getTime() < 2 * everyMsAfter(rules.pace, row.looks) + lateMsMax,
    ...(row.endedAt === null && { nextLookAt: here(row.nextLookAt) }),
  };
}
