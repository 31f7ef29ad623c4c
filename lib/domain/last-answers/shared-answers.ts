import "server-only";
import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { and, eq, lt, type SQL, sql } from "drizzle-orm";
import { sharedAnswers, sharedChanges } from "@/drizzle/schema/vendors";
import { db } from "@/lib/db/connection";
import type { Known } from "./last-answers";

/** A question to a vendor whose calls are few. */
export interface SharedQuestion {
  operationId: string;
  input: unknown;
  /** Whose changes make its answer old: the vendor, or a part of it. */
  subject: string;
  /** An answer younger than this is everybody's. */
  freshForMs: number;
}

type ReadStored<Value> = (stored: unknown) => Value | undefined;

/** A lookup takes at most 15 s; whoever asks and ends without a word holds up the others for no longer than this. */
const leaseMs = 20_000;
const lookAgainMs = 100;
const keptForMs = 24 * 3_600_000;

function keyOf({ operationId, input }: SharedQuestion): string {
  return createHash("sha256")
    .update(JSON.stringify([operationId, input]))
    .digest("hex");
}

const ago = (ms: number): SQL => sql`clock_timestamp() - ${ms}::float8 * interval '1 millisecond'`;

/** The answer that any process has stored lately and that no change has made old. */
export async function knownToAll<Value>(
  question: SharedQuestion,
  readStored: ReadStored<Value>,
): Promise<Known<Value> | undefined> {
  const { subject, freshForMs } = question;
  const [row] = await db()
    .select({
      body: sharedAnswers.body,
      answeredAt: sharedAnswers.answeredAt,
      isFresh: sql<boolean>`${sharedAnswers.answeredAt} > ${ago(freshForMs)} and not exists (
        select from ${sharedChanges}
        where ${sharedChanges.subject} = ${subject} and ${sharedChanges.changedAt} >= ${sharedAnswers.askedAt})`,
    })
    .from(sharedAnswers)
    .where(eq(sharedAnswers.key, keyOf(question)));
  const value = row && readStored(row.body);
  if (!row?.answeredAt || value === undefined) return undefined;
  return { value, answeredAt: row.answeredAt, isFresh: row.isFresh };
}

/**
 * Asks once for all processes: whoever asks at the same time waits for the same answer, and one that is fresh by now is
 * taken instead. Throws what `ask` throws; then whoever waited asks next.
 */
export async function askForAll<Value>(
  question: SharedQuestion,
  ask: () => Promise<Value>,
  readStored: ReadStored<Value>,
): Promise<Value> {
  for (;;) {
    const known = await knownToAll(question, readStored);
    if (known?.isFresh) return known.value;
    const lease = await takeLease(question);
    if (lease === undefined) {
      await sleep(lookAgainMs);
      continue;
    }
    // Somebody may have stored an answer between the look and the lease.
    const meanwhile = await knownToAll(question, readStored);
    if (!meanwhile?.isFresh) return await askAndStore(question, lease, ask);
    await release(question, lease);
    return meanwhile.value;
  }
}

/** The right to ask. Times are the database's, as text with all their digits. */
interface Lease {
  leasedAt: string;
  leasedUntil: string;
}

/** @returns undefined while somebody else asks */
async function takeLease(question: SharedQuestion): Promise<Lease | undefined> {
  const [row] = await db().execute<{ leasedAt: string; leasedUntil: string }>(sql`
    insert into ${sharedAnswers} as answer (key, subject, leased_until)
    values (${keyOf(question)}, ${question.subject}, ${ago(-leaseMs)})
    on conflict (key) do update set leased_until = excluded.leased_until
    where answer.leased_until is null or answer.leased_until < clock_timestamp()
    returning clock_timestamp()::text as "leasedAt", answer.leased_until::text as "leasedUntil"`);
  return row;
}

/** Nothing but one's own lease is ended: it may have run out and be somebody else's now. */
const released = ({ leasedUntil }: Lease) =>
  sql`nullif(${sharedAnswers.leasedUntil}, ${leasedUntil}::timestamptz)`;

async function release(question: SharedQuestion, lease: Lease): Promise<void> {
  await db()
    .update(sharedAnswers)
    .set({ leasedUntil: released(lease) })
    .where(eq(sharedAnswers.key, keyOf(question)));
}

async function askAndStore<Value>(
  question: SharedQuestion,
  lease: Lease,
  ask: () => Promise<Value>,
): Promise<Value> {
  try {
    const value = await ask();
    const askedAt = sql`${lease.leasedAt}::timestamptz`;
    const isNewer = sql`(${sharedAnswers.askedAt} is null or ${sharedAnswers.askedAt} <= ${askedAt})`;
    await db()
      .update(sharedAnswers)
      .set({ body: value, askedAt, answeredAt: sql`clock_timestamp()` })
      .where(and(eq(sharedAnswers.key, keyOf(question)), isNewer));
    return value;
  } finally {
    await release(question, lease);
  }
}

/** Something was changed at the vendor: what was asked for until now is not fresh any more, in any process. */
export async function noteSharedChange(subject: string): Promise<void> {
  const changedAt = sql`clock_timestamp()`;
  await db()
    .insert(sharedChanges)
    .values({ subject, changedAt })
    .onConflictDoUpdate({ target: sharedChanges.subject, set: { changedAt } });
}

/** Removes answers that are nobody's any more. */
export async function sweepSharedAnswers(): Promise<void> {
  await db()
    .delete(sharedAnswers)
    .where(lt(sharedAnswers.answeredAt, ago(keptForMs)));
}
