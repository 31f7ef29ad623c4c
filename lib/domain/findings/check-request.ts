import "server-only";
import { sql } from "drizzle-orm";
import { type Database, db, type Transaction } from "@/lib/db/connection";
import { enqueue } from "@/lib/db/queue";
import type { RecordsPermit } from "@/lib/operations/records-permit";
import { isSomebodyAtIt } from "./check-lock";
import { readLastCheck } from "./last-check";

/** The chore that checks all device profiles, by its name in the queue. */
export const checkChore = "check-findings";

async function isWaiting(where: Database | Transaction): Promise<boolean> {
  const [found] = await where.execute<{ waits: boolean }>(sql`
    select exists (
      select from pgboss.job where name = 'chores' and state < 'active' and data ->> 'chore' = ${checkChore}
    ) as waits`);
  return found?.waits ?? false;
}

/** Whether all device profiles are being checked, or are about to be. */
export async function isCheckUnderWay(): Promise<boolean> {
  return (await isSomebodyAtIt()) || (await isWaiting(db()));
}

/**
 * Has all device profiles checked in the background, once the transaction is committed.
 * @returns false when a check is under way already
 */
export async function requestCheck({
  tx,
  requestId,
}: Pick<RecordsPermit, "tx" | "requestId">): Promise<boolean> {
  // Two who ask at the same moment: the second sees what the first has sent.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('muniment findings check asked for'))`);
  if ((await isSomebodyAtIt()) || (await isWaiting(tx))) return false;
  // A key of its own: the queue would wait for one under way that has the same.
  await enqueue(tx, "chores", { chore: checkChore }, { key: `${checkChore} ${requestId}` });
  return true;
}

/** Has the first check made as soon as the console runs, not at the next full hour. */
export async function requestFirstCheck(): Promise<void> {
  if ((await readLastCheck()) !== undefined) return;
  await db().transaction((tx) => requestCheck({ tx, requestId: "first" }));
}
