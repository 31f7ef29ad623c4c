import "server-only";
import { and, eq, isNull, lt, or, sql } from "drizzle-orm";
import { hookEvents, hookReceivers } from "@/drizzle/schema/ublox";
import type { HookType } from "@/lib/contract/vendor-hooks";
import { db } from "@/lib/db/connection";
import { newId } from "@/lib/db/ids";
import { eventsIn } from "./events-in";

/** "Last received" is written no more often than this, so that calls do not wait for one another's row. */
const receivedEveryMs = 1_000;

/** What calls brought that was not here before: the devices it is about, null among them for root CAs and the unknown. */
export type News = ReadonlySet<string | null>;

/** Keeps what a call brought. What is here already is counted and not kept again. @throws when it cannot be kept */
export async function keepCall(receiver: HookType, body: string): Promise<News> {
  const receivedAt = new Date();
  const rows = rowsOf(receiver, body, receivedAt);
  const kept = await db()
    .insert(hookEvents)
    .values(rows)
    .onConflictDoUpdate({
      target: hookEvents.digest,
      set: {
        deliveries: sql`${hookEvents.deliveries} + excluded.deliveries`,
        lastDeliveryAt: sql`greatest(${hookEvents.lastDeliveryAt}, excluded.last_delivery_at)`,
      },
    })
    .returning({ rotPublicUid: hookEvents.rotPublicUid, isNew: sql<boolean>`xmax = 0` });
  await noteReceived(receiver, receivedAt);
  return new Set(kept.filter(({ isNew }) => isNew).map(({ rotPublicUid }) => rotPublicUid));
}

function rowsOf(receiver: HookType, body: string, receivedAt: Date): (typeof hookEvents.$inferInsert)[] {
  const rows = new Map<string, typeof hookEvents.$inferInsert & { deliveries: number }>();
  for (const { event, body: text, digest } of eventsIn(receiver, body)) {
    const same = rows.get(digest);
    if (same !== undefined) {
      same.deliveries += 1;
      continue;
    }
    rows.set(digest, {
      id: newId("evt"),
      digest,
      receiver,
      type: event.type?.trim().toUpperCase() ?? null,
      rotPublicUid: event.rotPublicUid,
      at: momentOf(event.at) ?? receivedAt,
      receivedAt,
      deliveries: 1,
      lastDeliveryAt: receivedAt,
      event,
      body: text,
    });
  }
  // Calls that bring the same events in another order must not wait for each other.
  return [...rows.values()].sort((left, right) => (left.digest < right.digest ? -1 : 1));
}

/** The vendor's date, where Postgres can keep it: it knows no year 0. */
function momentOf(at: string | null): Date | undefined {
  return at === null || at.startsWith("0000") ? undefined : new Date(at);
}

async function noteReceived(receiver: HookType, receivedAt: Date): Promise<void> {
  const before = new Date(receivedAt.getTime() - receivedEveryMs);
  await db()
    .update(hookReceivers)
    .set({ lastReceivedAt: receivedAt })
    .where(
      and(
        eq(hookReceivers.type, receiver),
        or(isNull(hookReceivers.lastReceivedAt), lt(hookReceivers.lastReceivedAt, before)),
      ),
    );
}
