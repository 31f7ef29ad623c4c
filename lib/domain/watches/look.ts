import "server-only";
import { and, asc, eq, inArray, isNull, lte, min, sql } from "drizzle-orm";
import { watches } from "@/drizzle/schema/jobs";
import { db } from "@/lib/db/connection";
import { newId } from "@/lib/db/ids";
import { backOff } from "@/lib/domain/jobs/back-off";
import { logger } from "@/lib/log";
import { VendorError, type VendorErrorKind } from "@/lib/vendors/http/vendor-error";
import { databaseNowMs, fromNow } from "./instants";
import type { AnyWatchKind } from "./kind";
import { seenOf, settle, type WatchRow } from "./settle";

/** How long watches belong to whoever claimed them: longer than one call to a vendor, begun anew before each. */
const leaseMs = 30_000;
/** Watches taken at a time. */
const claimedMax = 1_000;
/** While a vendor is away, it is asked again after so long, twice as long each time. */
const awayFirstMs = 10_000;
const awayLongestMs = 2 * 60_000;

/** After these the vendor is left alone; any other failure is about those that were asked about. */
const away: ReadonlySet<VendorErrorKind> = new Set([
  "not_connected",
  "denied",
  "busy",
  "unavailable",
  "timeout",
  "connection_lost",
]);

/** Failed looks in a row of this process, by kind and group. A vendor that is away fails all groups at once. */
const failures = new Map<string, number>();

/** Watches in this process's hands; nobody else looks at them until `until`. */
interface Claim {
  rows: readonly WatchRow[];
  until: Date;
  /** By the database's clock. */
  begunAt: Date;
}

/**
 * Looks at everything that is due, each thing once however many processes do this at the same time. What was claimed by
 * a process that has ended since is due again within half a minute.
 * @throws when the database is away; what was claimed is due again later
 */
export async function lookAtDue(kinds: readonly AnyWatchKind[], signal: AbortSignal): Promise<void> {
  for (const kind of kinds) {
    await lookAtClaimed(kind, await claimDue(kind), signal);
  }
}

/** When the next look is due, by this process's clock; undefined when nothing is watched. */
export async function nextDueAt(kinds: readonly AnyWatchKind[]): Promise<Date | undefined> {
  const [due] = await db()
    .select({ at: min(watches.nextLookAt), nowMs: databaseNowMs })
    .from(watches)
    .where(
      and(
        isNull(watches.endedAt),
        inArray(
          watches.kind,
          kinds.map(({ kind }) => kind),
        ),
      ),
    );
  return due?.at ? new Date(Date.now() + due.at.getTime() - due.nowMs) : undefined;
}

/**
 * Takes what is due and in nobody's hands. One process does so at a time: if two took half of a group each, both would
 * have to ask for all its pages.
 */
async function claimDue(kind: AnyWatchKind): Promise<Claim> {
  const isFirst = sql`(select pg_try_advisory_xact_lock(hashtext('muniment watches'), hashtext(${kind.kind})))`;
  const due = db()
    .select({ subjectId: watches.subjectId })
    .from(watches)
    .where(
      and(eq(watches.kind, kind.kind), isNull(watches.endedAt), lte(watches.nextLookAt, sql`now()`), isFirst),
    )
    .orderBy(asc(watches.nextLookAt))
    .limit(claimedMax)
    .for("update", { skipLocked: true });
  return claimOf(
    await db()
      .update(watches)
      .set({ nextLookAt: fromNow(leaseMs) })
      .where(and(eq(watches.kind, kind.kind), sql`${watches.subjectId} = any(array(${due}))`))
      .returning(),
  );
}

/** Begins the lease anew. What has been in somebody else's hands or was settled by somebody else meanwhile is let go. */
async function holdOn({ rows, until }: Claim): Promise<Claim> {
  return claimOf(await moveTo(rows, until, leaseMs));
}

function claimOf(rows: WatchRow[]): Claim {
  const until = rows[0]?.nextLookAt ?? new Date(0);
  return { rows, until, begunAt: new Date(until.getTime() - leaseMs) };
}

/** Gives watches back that nothing was learned of, to be looked at after so long. */
async function putOff({ rows, until }: Pick<Claim, "rows" | "until">, waitMs: number): Promise<void> {
  await moveTo(rows, until, waitMs);
}

async function moveTo(rows: readonly WatchRow[], until: Date, waitMs: number): Promise<WatchRow[]> {
  const [first] = rows;
  if (first === undefined) return [];
  const mine = db()
    .select({ subjectId: watches.subjectId })
    .from(watches)
    .where(
      and(
        eq(watches.kind, first.kind),
        inArray(
          watches.subjectId,
          rows.map(({ subjectId }) => subjectId),
        ),
        isNull(watches.endedAt),
        eq(watches.nextLookAt, until),
      ),
    )
    .orderBy(asc(watches.subjectId))
    .for("update");
  return db()
    .update(watches)
    .set({ nextLookAt: fromNow(waitMs) })
    .where(and(eq(watches.kind, first.kind), sql`${watches.subjectId} = any(array(${mine}))`))
    .returning();
}

/** Looks at what was claimed, group by group, until the vendor turns out to be away or the process is to end. */
async function lookAtClaimed(kind: AnyWatchKind, claimed: Claim, signal: AbortSignal): Promise<void> {
  const groups = [...Map.groupBy(claimed.rows, (row) => kind.groupOf(seenOf(kind, row)))];
  for (const [index, [group, members]] of groups.entries()) {
    const { left, failure } = await lookAtGroup(kind, { ...claimed, rows: members }, signal);
    const name = `${kind.kind} ${group}`;
    if (failure === undefined) {
      failures.delete(name);
      continue;
    }
    const waitMs = signal.aborted ? 0 : waitAfter(name, failure);
    await putOff(left, waitMs);
    if (!signal.aborted) {
      logger().warn({ error: failure, kind: kind.kind, group, waitMs }, "a look at what is watched failed");
      if (!isAway(failure)) continue;
    }
    const rest = groups.slice(index + 1).flatMap(([, others]) => others);
    return putOff({ ...claimed, rows: rest }, waitMs);
  }
}

/** @returns what nothing was learned of, and why, when the vendor could not be asked to the end */
async function lookAtGroup(
  kind: AnyWatchKind,
  claim: Claim,
  signal: AbortSignal,
): Promise<{ left: Claim; failure?: unknown }> {
  let held = await holdOn(claim);
  const reading = { requestId: newId("req"), signal, background: true };
  const parts = kind
    .look(
      reading,
      held.rows.map((row) => watchedOf(kind, row)),
    )
    [Symbol.asyncIterator]();
  while (held.rows.length > 0) {
    const part = await parts.next().catch((failure: unknown) => ({ failure }));
    if ("failure" in part) return { left: held, failure: part.failure };
    if (part.done) break;
    const found = part.value;
    await settle(kind, { found, askedAt: held.begunAt, claim: held.until });
    held = await holdOn({ ...held, rows: held.rows.filter(({ subjectId }) => !found.has(subjectId)) });
  }
  const nothing = new Map(held.rows.map(({ subjectId }) => [subjectId, undefined]));
  await settle(kind, { found: nothing, askedAt: held.begunAt, claim: held.until });
  return { left: { ...held, rows: [] } };
}

function watchedOf(kind: AnyWatchKind, row: WatchRow) {
  return { subjectId: row.subjectId, seen: seenOf(kind, row), seenAt: row.seenAt, createdAt: row.createdAt };
}

function isAway(failure: unknown): boolean {
  return failure instanceof VendorError && away.has(failure.kind);
}

/** How long to leave a group alone after its look failed once more. */
function waitAfter(name: string, failure: unknown): number {
  const before = failures.get(name) ?? 0;
  failures.set(name, before + 1);
  const askedMs = failure instanceof VendorError ? failure.retryAfterMs : undefined;
  return backOff(before, awayFirstMs, awayLongestMs, askedMs);
}
