import "server-only";
import { sql } from "drizzle-orm";
import type { ConsoleEvent } from "@/lib/contract/events";
import { db, type Transaction } from "@/lib/db/connection";
import { logger } from "@/lib/log";
import { eventChannel, toPayload } from "./message";

/**
 * Tells the open pages of all processes. Never rejects: what the event is about has happened, whether or not pages
 * hear of it; they look by themselves now and then.
 */
export async function publish(event: ConsoleEvent): Promise<void> {
  try {
    await publishIn(db(), event);
  } catch (error) {
    logger().warn({ error, event: event.type }, "open pages could not be told of a change");
  }
}

/**
 * Tells them once the transaction commits, and not at all if it does not. Transactions that notify commit one after
 * the other (Postgres holds a lock for it), so what happens by the hundred is published after its commit instead.
 */
export async function publishIn(tx: Pick<Transaction, "execute">, event: ConsoleEvent): Promise<void> {
  await tx.execute(sql`select pg_notify(${eventChannel}, ${toPayload(event)})`);
}
