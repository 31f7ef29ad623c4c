import "server-only";
import { and, asc, count, desc, eq, gt, gte, lt, lte, or, type SQL } from "drizzle-orm";
import { auditEntries, auditSeals } from "@/drizzle/schema/audit";
import type { AuditEntry, AuditFilters } from "@/lib/contract/audit";
import { notFound } from "@/lib/contract/problem";
import { db } from "@/lib/db/connection";
import { toEntry } from "./to-entry";

const seal = {
  sequence: auditSeals.sequence,
  hash: auditSeals.hash,
  previousHash: auditSeals.previousHash,
};

function matching(filters: AuditFilters): (SQL | undefined)[] {
  return [
    filters.actor === undefined
      ? undefined
      : or(eq(auditEntries.actorName, filters.actor), eq(auditEntries.actorId, filters.actor)),
    filters.action && eq(auditEntries.action, filters.action),
    filters.subjectType && eq(auditEntries.subjectType, filters.subjectType),
    filters.subjectId && eq(auditEntries.subjectId, filters.subjectId),
    filters.outcome && eq(auditEntries.outcome, filters.outcome),
    filters.requestId && eq(auditEntries.requestId, filters.requestId),
    filters.jobId && eq(auditEntries.jobId, filters.jobId),
    filters.from && gte(auditEntries.at, new Date(filters.from)),
    filters.to && lt(auditEntries.at, new Date(filters.to)),
  ].map((condition) => condition || undefined);
}

/** A cursor is the ordinal it starts behind and the direction it goes: `b120` is before (older than) 120. */
const cursorPattern = /^([ab])(\d{1,18})$/;

export interface AuditPage {
  items: AuditEntry[];
  nextCursor: string | null;
  previousCursor: string | null;
}

/**
 * One page of the history, newest first, by keyset: page 10,000 costs what page 1 costs.
 * @param also narrows further, by what the filters have no words for
 */
export async function listEntries(
  filters: AuditFilters,
  page: { cursor?: string | undefined; size: number },
  also?: SQL,
): Promise<AuditPage> {
  const [, direction, position] = cursorPattern.exec(page.cursor ?? "") ?? [];
  const towardsNewer = direction === "a";
  const place =
    position === undefined ? undefined : (towardsNewer ? gt : lt)(auditEntries.ordinal, Number(position));
  const rows = await entriesWithSeals()
    .where(and(...matching(filters), also, place))
    .orderBy(towardsNewer ? asc(auditEntries.ordinal) : desc(auditEntries.ordinal))
    .limit(page.size + 1);
  const more = rows.length > page.size;
  const shown = rows.slice(0, page.size);
  if (towardsNewer) shown.reverse();
  // A page beyond either end is empty; the way back starts at the cursor itself.
  const newest = shown[0]?.entry.ordinal ?? Number(position) - 1;
  const oldest = shown.at(-1)?.entry.ordinal ?? Number(position) + 1;
  const hasOlder = towardsNewer ? position !== undefined : more;
  const hasNewer = towardsNewer ? more : position !== undefined;
  return {
    items: shown.map((row) => toEntry(row.entry, row.seal)),
    nextCursor: hasOlder ? `b${oldest}` : null,
    previousCursor: hasNewer ? `a${newest}` : null,
  };
}

/**
 * One entry and the other rows of the same request, oldest first.
 * @throws Refusal `not_found`
 */
export async function requireEntry(entryId: string): Promise<{ entry: AuditEntry; related: AuditEntry[] }> {
  const [found] = await entriesWithSeals().where(eq(auditEntries.id, entryId));
  if (found === undefined) throw notFound("This audit entry");
  const rows = await entriesWithSeals()
    .where(eq(auditEntries.requestId, found.entry.requestId))
    .orderBy(asc(auditEntries.ordinal))
    .limit(relatedMax);
  return {
    entry: toEntry(found.entry, found.seal),
    related: rows.filter((row) => row.entry.id !== entryId).map((row) => toEntry(row.entry, row.seal)),
  };
}

const relatedMax = 200;

function entriesWithSeals() {
  return db()
    .select({ entry: auditEntries, seal })
    .from(auditEntries)
    .leftJoin(auditSeals, eq(auditSeals.entryId, auditEntries.id))
    .$dynamic();
}

/** Which stretch of the sealed history: the entries behind `after`, none behind `upTo`, oldest first. */
export interface SealedStretch {
  after: number;
  upTo?: number | undefined;
  size: number;
}

/** Sealed entries in the order of their sequence. `filters` narrows by the same fields as the list. */
export async function readSealed(
  filters: AuditFilters,
  { after, upTo, size }: SealedStretch,
): Promise<AuditEntry[]> {
  const rows = await db()
    .select({ entry: auditEntries, seal })
    .from(auditSeals)
    .innerJoin(auditEntries, eq(auditSeals.entryId, auditEntries.id))
    .where(
      and(
        gt(auditSeals.sequence, after),
        upTo === undefined ? undefined : lte(auditSeals.sequence, upTo),
        ...matching(filters),
      ),
    )
    .orderBy(asc(auditSeals.sequence))
    .limit(size);
  return rows.map((row) => toEntry(row.entry, row.seal));
}

const walkSize = 2_000;

/**
 * All sealed entries, up to and with the one that `upTo` names, for exports and for the verification: page by page
 * through the keyset, so that memory stays flat.
 */
export async function* walkSealed(filters: AuditFilters = {}, upTo?: number): AsyncGenerator<AuditEntry[]> {
  let after = 0;
  for (;;) {
    const entries = await readSealed(filters, { after, upTo, size: walkSize });
    if (entries.length > 0) yield entries;
    const last = entries.at(-1)?.sequence ?? null;
    if (last === null || entries.length < walkSize) return;
    after = last;
  }
}

/** The sequence of the newest sealed entry; 0 when there is none. */
export async function sealedHead(): Promise<number> {
  const [last] = await db()
    .select({ sequence: auditSeals.sequence })
    .from(auditSeals)
    .orderBy(desc(auditSeals.sequence))
    .limit(1);
  return last?.sequence ?? 0;
}

/** How many sealed entries up to and with `upTo` match; counts no further than `most`. */
export async function countSealed(filters: AuditFilters, upTo: number, most?: number): Promise<number> {
  const conditions = matching(filters).filter((condition) => condition !== undefined);
  // The sequence has no gaps.
  if (conditions.length === 0) return Math.min(upTo, most ?? upTo);
  const found = db()
    .select({ sequence: auditSeals.sequence })
    .from(auditSeals)
    .innerJoin(auditEntries, eq(auditSeals.entryId, auditEntries.id))
    .where(and(lte(auditSeals.sequence, upTo), ...conditions))
    .$dynamic();
  const matches = (most === undefined ? found : found.limit(most)).as("matches");
  const [counted] = await db().select({ entries: count() }).from(matches);
  return counted?.entries ?? 0;
}
