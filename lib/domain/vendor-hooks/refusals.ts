import "server-only";
import { sql } from "drizzle-orm";
import { hookReceivers } from "@/drizzle/schema/ublox";
import type { HookType } from "@/lib/contract/vendor-hooks";
import { db } from "@/lib/db/connection";
import { logger } from "@/lib/log";
import { processWide } from "@/lib/vendors/http/process-wide";

/** Anybody can be refused, as often as they like: the table is written at most so often, the log even less. */
const writeEveryMs = 1_000;
const logEveryMs = 60_000;

const tally = processWide("hookRefusals", () => ({
  counts: new Map<HookType, number>(),
  unlogged: 0,
  writing: false,
  loggedAtMs: Number.NEGATIVE_INFINITY,
}));

/** Counts a call that was turned away for its token. Nothing waits for it, and nothing of the call is kept. */
export function countRefusal(type: HookType): void {
  tally.counts.set(type, (tally.counts.get(type) ?? 0) + 1);
  tally.unlogged += 1;
  if (!tally.writing) void writeDown();
}

/** The first refusal is written at once, those that follow it together. */
async function writeDown(): Promise<void> {
  tally.writing = true;
  while (tally.counts.size > 0) {
    logSometimes();
    const counts = [...tally.counts];
    tally.counts.clear();
    await add(counts);
    await new Promise((resolve) => setTimeout(resolve, writeEveryMs).unref());
  }
  tally.writing = false;
}

async function add(counts: readonly [HookType, number][]): Promise<void> {
  const lastRefusedAt = new Date();
  try {
    await db()
      .insert(hookReceivers)
      .values(counts.map(([type, refusedCount]) => ({ type, refusedCount, lastRefusedAt })))
      .onConflictDoUpdate({
        target: hookReceivers.type,
        set: {
          // A count that has come to the end of its column stays there.
          refusedCount: sql`least(${hookReceivers.refusedCount}::bigint + excluded.refused_count, 2147483647)::int`,
          lastRefusedAt,
        },
      });
  } catch (error) {
    logger().warn({ error }, "refused hook calls could not be counted");
  }
}

function logSometimes(): void {
  const now = Date.now();
  if (now - tally.loggedAtMs < logEveryMs) return;
  logger().warn({ calls: tally.unlogged }, "hook calls without a token of ours were refused");
  tally.loggedAtMs = now;
  tally.unlogged = 0;
}
