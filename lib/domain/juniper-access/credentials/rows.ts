import "server-only";
import { and, desc, eq, sql } from "drizzle-orm";
import { vendorCredentials } from "@/drizzle/schema/juniper";
import { db, type Transaction } from "@/lib/db/connection";
import { newId } from "@/lib/db/ids";
import { seal, unseal } from "@/lib/sealing/seal";
import type { StoredKind } from "./environment";
import { digestOf, factsOf } from "./value";
import { insteadWords, replacedInEnvironmentWords, replacedWords } from "./words";

// The rows of our credentials and how they pass from one state to the next. The environment's has a row when its age was
// noted or when another one has replaced it; until then it is the one in use without a row.

export type CredentialRow = typeof vendorCredentials.$inferSelect;

const vendor = "juniper";
const place = (id: string) => `vendor_credentials.sealed/${id}`;
/** What was refused or discarded is not known again: it may be right another day. */
const unknownDigest = "";

/** All rows of a kind, latest first: some few for each year. */
export interface Rows {
  all: readonly CredentialRow[];
  candidate: CredentialRow | undefined;
  current: CredentialRow | undefined;
  previous: CredentialRow | undefined;
}

const ofKind = (kind: StoredKind) =>
  and(eq(vendorCredentials.vendor, vendor), eq(vendorCredentials.kind, kind));

export async function readRows(kind: StoredKind, on: Pick<Transaction, "select"> = db()): Promise<Rows> {
  const all = await on
    .select()
    .from(vendorCredentials)
    .where(ofKind(kind))
    .orderBy(desc(vendorCredentials.addedAt), desc(vendorCredentials.id));
  const inState = (state: string) => all.find((row) => row.state === state);
  return { all, candidate: inState("candidate"), current: inState("current"), previous: inState("previous") };
}

/** Keeps others from changing the states of this kind until the transaction ends, then reads them. */
export async function lockRows(tx: Transaction, kind: StoredKind): Promise<Rows> {
  const name = `muniment credentials ${vendor} ${kind}`;
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`);
  return await readRows(kind, tx);
}

/** Changes states in a transaction of their own, one change after the other. */
export async function changeRows<Result>(
  kind: StoredKind,
  change: (tx: Transaction, rows: Rows) => Promise<Result>,
): Promise<Result> {
  return await db().transaction(async (tx) => await change(tx, await lockRows(tx, kind)));
}

/** Whether a value was ever in use here. */
export function isKnown({ all }: Rows, value: string): boolean {
  const digest = digestOf(value);
  return all.some((row) => row.digest === digest);
}

/** The value of a row; undefined when it is not kept. @throws SealBroken */
export async function openValue({ id, sealed }: CredentialRow): Promise<string | undefined> {
  return sealed === null ? undefined : await unseal(sealed, place(id));
}

async function update(tx: Transaction, id: string, change: Partial<CredentialRow>): Promise<CredentialRow> {
  const [row] = await tx
    .update(vendorCredentials)
    .set(change)
    .where(eq(vendorCredentials.id, id))
    .returning();
  if (row === undefined) throw new Error("credentials are gone");
  return row;
}

async function insert(
  tx: Transaction,
  kind: StoredKind,
  value: string,
  fields: Pick<CredentialRow, "state" | "source"> & Partial<CredentialRow>,
): Promise<CredentialRow> {
  const [row] = await tx
    .insert(vendorCredentials)
    .values({ id: newId("crd"), vendor, kind, digest: digestOf(value), ...factsOf(kind, value), ...fields })
    .returning();
  if (row === undefined) throw new Error("credentials could not be written down");
  return row;
}

const retired = (now: Date) => ({ state: "retired", sealed: null, retiredAt: now });

/** Stores a new value, sealed, to be tried. */
export async function addCandidate(
  tx: Transaction,
  kind: StoredKind,
  value: string,
  fields: { addedBy: string; issuedAt?: Date },
): Promise<CredentialRow> {
  const id = newId("crd");
  const sealed = await seal(value, place(id));
  return await insert(tx, kind, value, { id, sealed, state: "candidate", source: "console", ...fields });
}

/**
 * The row of what is in use. While that is the environment's, the environment decides: another value in it than before
 * has replaced the one before. One that was in use earlier has not: then a process runs with older settings than others.
 * @returns undefined when the environment's value is in use and cannot be read
 */
export async function settleEnvironment(
  tx: Transaction,
  kind: StoredKind,
  rows: Rows,
  value: string | undefined,
): Promise<CredentialRow | undefined> {
  const { current } = rows;
  const isElsewhere = current !== undefined && current.source !== "environment";
  if (isElsewhere || value === undefined || (current !== undefined && isKnown(rows, value))) return current;
  if (current !== undefined) {
    await update(tx, current.id, { ...retired(new Date()), words: replacedInEnvironmentWords });
  }
  return await insert(tx, kind, value, { state: "current", source: "environment" });
}

/**
 * Puts a candidate to use. What was in use is kept, sealed, until a call with the new one has succeeded; what was kept until
 * now is erased. @returns undefined when it is no candidate any more
 */
export async function accept(
  tx: Transaction,
  kind: StoredKind,
  rows: Rows,
  id: string,
  environmentValue: string | undefined,
): Promise<CredentialRow | undefined> {
  if (rows.candidate?.id !== id) return undefined;
  const current = await settleEnvironment(tx, kind, rows, environmentValue);
  if (current !== undefined) await stepBack(tx, rows, current, environmentValue, {});
  return await update(tx, id, { state: "current", words: null });
}

/** Makes what is in use the one before. */
async function stepBack(
  tx: Transaction,
  { previous }: Rows,
  current: CredentialRow,
  environmentValue: string | undefined,
  change: Partial<CredentialRow>,
): Promise<void> {
  const now = new Date();
  if (previous !== undefined) await update(tx, previous.id, retired(now));
  // The environment's too: a restart with other settings must not lose it.
  const isTheEnvironments = environmentValue !== undefined && digestOf(environmentValue) === current.digest;
  const sealed =
    current.sealed ?? (isTheEnvironments ? await seal(environmentValue, place(current.id)) : null);
  const next = sealed === null ? retired(now) : { state: "previous", sealed };
  await update(tx, current.id, { ...next, ...change });
}

/** Erases a candidate. @returns undefined when it is none any more */
export async function erase(
  tx: Transaction,
  rows: Rows,
  id: string,
  words: string,
): Promise<CredentialRow | undefined> {
  if (rows.candidate?.id !== id) return undefined;
  return await update(tx, id, { ...retired(new Date()), digest: unknownDigest, words });
}

/** Writes down why nobody knows whether a candidate is accepted. @returns undefined when it is none any more */
export async function keep(
  tx: Transaction,
  rows: Rows,
  id: string,
  words: string,
): Promise<CredentialRow | undefined> {
  return rows.candidate?.id === id ? await update(tx, id, { words }) : undefined;
}

/** A call with what is in use has succeeded: what was before is over, and its value is erased. */
export async function noteWorked(tx: Transaction, { current, previous }: Rows, id: string): Promise<void> {
  if (current?.id !== id) return;
  const now = new Date();
  await update(tx, id, { provedAt: current.provedAt ?? now, words: null });
  if (previous !== undefined) await update(tx, previous.id, retired(now));
}

/** What is in use was refused, and the one before it was not. */
export async function noteInstead(tx: Transaction, { current }: Rows, refusedId: string): Promise<void> {
  if (current?.id === refusedId) await update(tx, current.id, { words: insteadWords(new Date()) });
}

/** What is in use was refused, and what stands in the environment was not: that is in use from now on. */
export async function adoptEnvironment(
  tx: Transaction,
  kind: StoredKind,
  rows: Rows,
  refusedId: string,
  value: string,
): Promise<void> {
  const { current } = rows;
  if (current?.id !== refusedId || isKnown(rows, value)) return;
  await stepBack(tx, rows, current, undefined, { words: replacedWords(new Date()) });
  await insert(tx, kind, value, { state: "current", source: "environment" });
}

/** Notes when the one in use was issued; reminders go by that, and come anew. */
export async function noteIssued(tx: Transaction, id: string, issuedAt: Date): Promise<void> {
  await update(tx, id, { issuedAt, reminded: [] });
}

export async function noteReminded(tx: Transaction, id: string, reminded: readonly string[]): Promise<void> {
  await update(tx, id, { reminded });
}
