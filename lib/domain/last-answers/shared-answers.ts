import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { and, eq, gt, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import { sharedAnswers, sharedChanges } from "@/drizzle/schema/vendors";
import { db } from "@/lib/db/connection";
import { keyedDigest } from "@/lib/sealing/seal";
import { storable } from "../vendor-hooks/storable";
import type { Known } from "./last-answers";
import { keepParsed, parsedOnce } from "./parsed-once";

/** A question to a vendor whose calls are few. */
export interface SharedQuestion<Value> {
  operationId: string;
  /** May hold secrets: nothing of it is stored. */
  input: unknown;
  /** Whose changes make its answer old: the vendor, or a part of it. */
  subject: string;
  /** An answer younger than this is everybody's; it may depend on what the answer cost. */
  freshForMs: number | ((value: Value) => number);
}

/** What names a question. */
type Named = Pick<SharedQuestion<unknown>, "operationId" | "input" | "subject">;

/**
 * Reads what was stored, perhaps by an earlier release; undefined when it is not understood any more. Give the same
 * function each time: what it makes of an answer is kept in the process, shared, and so never changed by anybody.
 */
export type ReadStored<Value> = (stored: unknown) => Value | undefined | Promise<Value | undefined>;

/** How soon a change makes answers old: at once, or once they are a minute old, where changes come one after another. */
export type ChangePace = "at once" | "by the minute";

/**
 * Asks the vendor. Where that takes several calls, `goingOn` is called between them, so that nobody takes whoever asks
 * for dead.
 */
export type Ask<Value> = (goingOn: () => Promise<void>) => Promise<Value>;

/** A lookup takes at most 15 s; whoever asks and ends without a word holds up the others for no longer than this. */
const leaseMs = 20_000;
const lookAgainMs = 100;
const keptForMs = 24 * 3_600_000;
const patienceMs = 60_000;

/** Names a question in the database, where nothing of it can be guessed from its name. */
export function sharedKey({ operationId, input }: Named): string {
  return keyedDigest(JSON.stringify([operationId, input]), "shared answer");
}

/** Under which name changes of a pace are noted. */
const changesOf = (subject: string, pace: ChangePace) =>
  pace === "at once" ? subject : `${subject}, ${pace}`;

const ago = (ms: number): SQL => sql`clock_timestamp() - ${ms}::float8 * interval '1 millisecond'`;

function changedSince(subject: string, pace: ChangePace): SQL<boolean> {
  return sql<boolean>`exists (
    select from ${sharedChanges}
    where ${sharedChanges.subject} = ${changesOf(subject, pace)} and ${sharedChanges.changedAt} >= ${sharedAnswers.askedAt})`;
}

/** Tells one stored answer to a question from another. */
const version = sql<string>`concat(${sharedAnswers.askedAt}, ' ', ${sharedAnswers.answeredAt})`;

/** The answer that any process has stored lately and that no change has made old. */
export async function knownToAll<Value>(
  question: SharedQuestion<Value>,
  readStored: ReadStored<Value>,
): Promise<Known<Value> | undefined> {
  const { subject, freshForMs } = question;
  const key = sharedKey(question);
  const [row] = await db()
    .select({
      answeredAt: sharedAnswers.answeredAt,
      version,
      ageMs: sql<number>`(extract(epoch from clock_timestamp() - ${sharedAnswers.answeredAt}) * 1000)::float8`,
      isChanged: sql<boolean>`${changedSince(subject, "at once")} or (
        ${sharedAnswers.answeredAt} < ${ago(patienceMs)} and ${changedSince(subject, "by the minute")})`,
    })
    .from(sharedAnswers)
    .where(eq(sharedAnswers.key, key));
  if (!row?.answeredAt) return undefined;
  const value = await parsedOnce(readStored, key, row.version, () => bodyOf(key));
  if (value === undefined) return undefined;
  const freshMs = typeof freshForMs === "number" ? freshForMs : freshForMs(value);
  return { value, answeredAt: row.answeredAt, isFresh: row.ageMs < freshMs && !row.isChanged };
}

async function bodyOf(key: string): Promise<unknown> {
  const [row] = await db()
    .select({ body: sharedAnswers.body })
    .from(sharedAnswers)
    .where(eq(sharedAnswers.key, key));
  return row?.body;
}

/**
 * Asks once for all processes: whoever asks at the same time waits for the same answer, and one that is fresh by now is
 * taken instead. Throws what `ask` throws; then whoever waited asks next.
 */
export async function askForAll<Value>(
  question: SharedQuestion<Value>,
  ask: Ask<Value>,
  readStored: ReadStored<Value>,
): Promise<Omit<Known<Value>, "isFresh">> {
  for (;;) {
    const known = await knownToAll(question, readStored);
    if (known?.isFresh) return known;
    const lease = await takeLease(question);
    if (lease === undefined) {
      await sleep(lookAgainMs);
      continue;
    }
    // Somebody may have stored an answer between the look and the lease.
    const meanwhile = await knownToAll(question, readStored);
    if (!meanwhile?.isFresh) return await askAndStore(question, lease, ask, readStored);
    await release(question, lease);
    return meanwhile;
  }
}

/** The right to ask. Times are the database's, as text with all their digits. */
interface Lease {
  leasedAt: string;
  leasedUntil: string;
}

/** @returns undefined while somebody else asks */
async function takeLease(question: Named): Promise<Lease | undefined> {
  const [row] = await db().execute<{ leasedAt: string; leasedUntil: string }>(sql`
    insert into ${sharedAnswers} as answer (key, subject, leased_until)
    values (${sharedKey(question)}, ${question.subject}, ${ago(-leaseMs)})
    on conflict (key) do update set leased_until = excluded.leased_until
    where answer.leased_until is null or answer.leased_until < clock_timestamp()
    returning clock_timestamp()::text as "leasedAt", answer.leased_until::text as "leasedUntil"`);
  return row;
}

/** Lengthens one's own lease; one that ran out stays whoever's it is now. */
async function renew(question: Named, lease: Lease): Promise<void> {
  const [row] = await db()
    .update(sharedAnswers)
    .set({ leasedUntil: ago(-leaseMs) })
    .where(and(eq(sharedAnswers.key, sharedKey(question)), isOwn(lease)))
    .returning({ leasedUntil: sql<string>`${sharedAnswers.leasedUntil}::text` });
  if (row !== undefined) lease.leasedUntil = row.leasedUntil;
}

const isOwn = ({ leasedUntil }: Lease) => sql`${sharedAnswers.leasedUntil} = ${leasedUntil}::timestamptz`;

/** Nothing but one's own lease is ended: it may have run out and be somebody else's now. */
async function release(question: Named, lease: Lease): Promise<void> {
  await db()
    .update(sharedAnswers)
    .set({ leasedUntil: null })
    .where(and(eq(sharedAnswers.key, sharedKey(question)), isOwn(lease)));
}

async function askAndStore<Value>(
  question: SharedQuestion<Value>,
  lease: Lease,
  ask: Ask<Value>,
  readStored: ReadStored<Value>,
): Promise<Omit<Known<Value>, "isFresh">> {
  const key = sharedKey(question);
  try {
    const { value, text } = asStored(await ask(() => renew(question, lease)));
    const askedAt = sql`${lease.leasedAt}::timestamptz`;
    const isNewer = sql`(${sharedAnswers.askedAt} is null or ${sharedAnswers.askedAt} <= ${askedAt})`;
    const [row] = await db()
      .update(sharedAnswers)
      .set({ body: sql`${text}::text::jsonb`, askedAt, answeredAt: sql`clock_timestamp()` })
      .where(and(eq(sharedAnswers.key, key), isNewer))
      .returning({ answeredAt: sharedAnswers.answeredAt, version });
    if (row !== undefined) keepParsed(readStored, key, row.version, value);
    return { value, answeredAt: row?.answeredAt ?? new Date() };
  } finally {
    await release(question, lease);
  }
}

/** What Postgres does not take in JSON, as JSON spells it: NUL, and half of a surrogate pair. */
const unstorable = /\\u(?:0000|d[89a-f])/i;

/** A value with its JSON, both without what cannot be stored. */
function asStored<Value>(value: Value): { value: Value; text: string } {
  const text = JSON.stringify(value);
  if (!unstorable.test(text)) return { value, text };
  const kept = storable(value);
  return { value: kept, text: JSON.stringify(kept) };
}

/** Something was changed at the vendor: what was asked for until now is not fresh any more, in any process. */
export async function noteSharedChange(subject: string, pace: ChangePace = "at once"): Promise<void> {
  const changedAt = sql`clock_timestamp()`;
  await db()
    .insert(sharedChanges)
    .values({ subject: changesOf(subject, pace), changedAt })
    .onConflictDoUpdate({ target: sharedChanges.subject, set: { changedAt } });
}

/** Removes answers that are nobody's any more, and questions that nobody has answered or is asking. */
export async function sweepSharedAnswers(): Promise<void> {
  const { answeredAt, leasedUntil } = sharedAnswers;
  const isAsked = gt(leasedUntil, ago(0));
  await db()
    .delete(sharedAnswers)
    .where(or(lt(answeredAt, ago(keptForMs)), and(isNull(answeredAt), sql`${isAsked} is not true`)));
}
