import "server-only";
import { createHash } from "node:crypto";
import { eq, lt, sql } from "drizzle-orm";
import { lastAnswers } from "@/drizzle/schema/vendors";
import { db } from "@/lib/db/connection";
import { logger } from "@/lib/log";
import { processWide } from "@/lib/vendors/http/process-wide";
import { VendorError } from "@/lib/vendors/http/vendor-error";

/** An answer with its age. `staleBecause` is there when the vendor is in trouble and this is what it said before. */
export interface Answer<Value> {
  value: Value;
  answeredAt: Date;
  staleBecause?: VendorError;
}

/** An answer that something else keeps up to date, such as a watch on a batch. */
export interface Known<Value> {
  value: Value;
  answeredAt: Date;
  /** Whether it is kept up to date at this moment; if not, it is only better than nothing. */
  isFresh: boolean;
}

interface Memory<Value> {
  /** Of the question and of nobody in particular: answers do not depend on who asks. */
  operationId: string;
  input: unknown;
  freshForMs: number;
  keepLast: boolean;
  /** What is known without asking the vendor. It must not fail. */
  known?: () => Promise<Known<Value> | undefined>;
  /** Somebody wants to see it asked for: nothing older than `freshForMs` will do, whoever keeps it up to date. */
  anew?: boolean;
}

/** Older answers are forgotten. */
const keepForMs = 7 * 24 * 60 * 60_000;
/** Larger answers are not worth keeping. */
const bytesMax = 512 * 1024;

const freshEntriesMax = 500;

/** One memory, whichever bundle asks: what hears of changes is loaded apart from the routes. */
const memory = processWide("lastAnswers", () => ({
  running: new Map<string, Promise<Answer<unknown>>>(),
  fresh: new Map<string, Answer<unknown>>(),
  /** Counts the changes made at vendors: an answer that was asked for before one is nobody's answer after it. */
  changes: 0,
}));

function keyOf({ operationId, input }: Pick<Memory<unknown>, "operationId" | "input">): string {
  return createHash("sha256").update(operationId).update(JSON.stringify(input)).digest("hex");
}

/**
 * Asks a vendor through a memory: askers of the same thing at the same time cost one call, an answer younger than
 * `freshForMs` or one that is kept up to date is shared, and while the vendor is in trouble the last good answer is
 * given, marked with its age.
 * @param readKept reads what was kept, perhaps by an earlier release; undefined when it is not understood any more
 * @throws VendorError when there is nothing to fall back on, or the vendor said a clear no
 */
export async function answerThroughMemory<Value>(
  question: Memory<Value>,
  ask: () => Promise<Value>,
  readKept: (kept: unknown) => Value | undefined,
): Promise<Answer<Value>> {
  const key = keyOf(question);
  // Nothing is waited for where nothing can be known: an answer belongs to the moment it was asked for.
  const known = question.known && (await question.known());
  const shareable = newest(recentAnswer<Value>(key, question), knownAnswer(known, question));
  if (shareable !== undefined) return shareable;
  const shared = memory.running.get(key);
  if (shared !== undefined) return shared as Promise<Answer<Value>>;
  const asking = askAndKeep(key, question, ask, readKept, known).finally(() => {
    if (memory.running.get(key) === asking) memory.running.delete(key);
  });
  memory.running.set(key, asking);
  return asking;
}

function isRecent({ answeredAt }: Answer<unknown>, { freshForMs }: Memory<unknown>): boolean {
  return Date.now() - answeredAt.getTime() < freshForMs;
}

function recentAnswer<Value>(key: string, question: Memory<Value>): Answer<Value> | undefined {
  const recent = memory.fresh.get(key);
  return recent !== undefined && isRecent(recent, question) ? (recent as Answer<Value>) : undefined;
}

function knownAnswer<Value>(
  known: Known<Value> | undefined,
  question: Memory<Value>,
): Answer<Value> | undefined {
  if (known === undefined || !(question.anew ? isRecent(known, question) : known.isFresh)) return undefined;
  return { value: known.value, answeredAt: known.answeredAt };
}

function newest<Some extends { answeredAt: Date }>(
  one: Some | undefined,
  other: Some | undefined,
): Some | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return one.answeredAt < other.answeredAt ? other : one;
}

async function askAndKeep<Value>(
  key: string,
  question: Memory<Value>,
  ask: () => Promise<Value>,
  readKept: (kept: unknown) => Value | undefined,
  known: Known<Value> | undefined,
): Promise<Answer<Value>> {
  const changesBefore = memory.changes;
  try {
    const answer = { value: await ask(), answeredAt: new Date() };
    if (memory.changes === changesBefore) {
      if (question.freshForMs > 0) keepFresh(key, answer);
      if (question.keepLast) void store(key, question.operationId, answer);
    }
    return answer;
  } catch (error) {
    if (!question.keepLast || !(error instanceof VendorError) || !isTrouble(error)) throw error;
    const last = newest(await recall(key, readKept), known);
    if (last === undefined) throw error;
    return { value: last.value, answeredAt: last.answeredAt, staleBecause: error };
  }
}

/** Trouble passes; a refusal or a missing thing is an answer. */
export function isTrouble({ kind }: VendorError): boolean {
  return kind !== "refused" && kind !== "not_found" && kind !== "aborted" && kind !== "not_connected";
}

function keepFresh(key: string, answer: Answer<unknown>): void {
  memory.fresh.delete(key);
  memory.fresh.set(key, answer);
  const oldest = memory.fresh.keys().next();
  if (memory.fresh.size > freshEntriesMax && !oldest.done) memory.fresh.delete(oldest.value);
}

async function store(
  key: string,
  operationId: string,
  { value, answeredAt }: Answer<unknown>,
): Promise<void> {
  try {
    if (JSON.stringify(value).length > bytesMax) return;
    const body = value as Record<string, unknown>;
    await db()
      .insert(lastAnswers)
      .values({ key, operationId, body, answeredAt })
      .onConflictDoUpdate({
        target: lastAnswers.key,
        set: { body: sql`excluded.body`, answeredAt: sql`excluded.answered_at` },
      });
  } catch (error) {
    logger().warn({ error, operationId }, "the answer could not be kept for later");
  }
}

async function recall<Value>(
  key: string,
  readKept: (kept: unknown) => Value | undefined,
): Promise<Answer<Value> | undefined> {
  try {
    const [row] = await db().select().from(lastAnswers).where(eq(lastAnswers.key, key));
    const value = row && readKept(row.body);
    return row === undefined || value === undefined ? undefined : { value, answeredAt: row.answeredAt };
  } catch {
    // Then the vendor's trouble is what has to be told.
    return undefined;
  }
}

/** After a change at a vendor the answers shared a moment ago are not fresh any more, nor are those on their way. */
export function forgetFreshAnswers(): void {
  memory.changes += 1;
  memory.fresh.clear();
  memory.running.clear();
}

/** Removes answers nobody will be shown any more. */
export async function sweepLastAnswers(now = new Date()): Promise<void> {
  await db()
    .delete(lastAnswers)
    .where(lt(lastAnswers.answeredAt, new Date(now.getTime() - keepForMs)));
}
