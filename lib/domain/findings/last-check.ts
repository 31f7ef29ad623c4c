import "server-only";
import { eq, sql } from "drizzle-orm";
import { findingChecks } from "@/drizzle/schema/ublox";
import { type Database, db, type Transaction } from "@/lib/db/connection";

export type LastCheck = typeof findingChecks.$inferSelect;

/** There is one row: what was found is in the findings themselves. */
const id = "last";

/** The last check that came to an end; undefined before the first. */
export async function readLastCheck(where: Database | Transaction = db()): Promise<LastCheck | undefined> {
  const [row] = await where.select().from(findingChecks).where(eq(findingChecks.id, id));
  return row;
}

/** Keeps how a check ended. `startedAt` is by the database's clock. */
export async function keepLastCheck(check: {
  startedAt: Date;
  complete: boolean;
  words: string;
}): Promise<void> {
  const values = { ...check, endedAt: sql`now()` };
  await db()
    .insert(findingChecks)
    .values({ id, ...values })
    .onConflictDoUpdate({ target: findingChecks.id, set: values });
}

/**
 * Whether a finding is reported still, by the last check; null when that check did not see everything, or never was.
 */
export function stillReported(
  { lastSeenAt }: { lastSeenAt: Date },
  lastCheck: LastCheck | undefined,
): boolean | null {
  if (lastCheck?.complete !== true) return null;
  return lastSeenAt >= lastCheck.startedAt;
}
