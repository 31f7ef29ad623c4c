import "server-only";
import { sql } from "drizzle-orm";
import { Refusal } from "@/lib/contract/problem";
import type { HookType } from "@/lib/contract/vendor-hooks";
import { db, type Transaction } from "@/lib/db/connection";

// Two who changed the token of one receiver at the same time could leave the vendor with a token that is not taken.

/** Names the lock of a receiver, for all processes of an installation. */
const lockName = (type: HookType) => `muniment hook ${type}`;

/** Runs a change of a receiver's token that takes a while. @throws Refusal `conflict` while somebody else changes it */
export async function oneAtATime<Result>(type: HookType, change: () => Promise<Result>): Promise<Result> {
  const connection = await db().$client.reserve();
  try {
    const [row] = await connection<{ locked: boolean }[]>`
      select pg_try_advisory_lock(hashtextextended(${lockName(type)}, 0)) as locked`;
    if (row?.locked !== true) throw busy();
    try {
      return await change();
    } finally {
      await connection`select pg_advisory_unlock(hashtextextended(${lockName(type)}, 0))`;
    }
  } finally {
    connection.release();
  }
}

/** Keeps others from changing a receiver's token until the transaction ends. @throws Refusal as above */
export async function lockUntilCommit(tx: Transaction, type: HookType): Promise<void> {
  const [row] = await tx.execute<{ locked: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended(${lockName(type)}, 0)) as locked`,
  );
  if (row?.locked !== true) throw busy();
}

function busy(): Refusal {
  return new Refusal("conflict", {
    detail: "Somebody else is changing the token of this receiver at this moment.",
    next: "Look at the list again in a few seconds.",
  });
}
