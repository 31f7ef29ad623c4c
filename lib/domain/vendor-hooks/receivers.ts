import "server-only";
import { sql } from "drizzle-orm";
import { hookEvents, hookReceivers } from "@/drizzle/schema/ublox";
import { type HookReceiver, type HookType, hookType } from "@/lib/contract/vendor-hooks";
import { db } from "@/lib/db/connection";
import { addressProblem, receiverAddress } from "./address";

export type ReceiverRow = typeof hookReceivers.$inferSelect;

/** Every receiver there can be, with how it was used, whether or not it was ever set up. */
export async function listReceivers(): Promise<HookReceiver[]> {
  const [rows, counts] = await Promise.all([readReceivers(), countEvents()]);
  return hookType.options.map((type) => receiverOf(type, rows.get(type), counts.get(type)));
}

export async function readReceivers(): Promise<ReadonlyMap<string, ReceiverRow>> {
  const rows = await db().select().from(hookReceivers);
  return new Map(rows.map((row) => [row.type, row]));
}

/** The hashes of the tokens that a receiver takes. Tokens before the current one stand behind one another. */
export function takenHashes(row: ReceiverRow | undefined): string[] {
  return [row?.tokenHash, ...(row?.previousTokenHash?.split(" ") ?? [])].filter((hash) => hash != null);
}

interface Counted {
  events: number;
  deliveries: number;
}

async function countEvents(): Promise<ReadonlyMap<string, Counted>> {
  const rows = await db()
    .select({
      receiver: hookEvents.receiver,
      events: sql<number>`count(*)::int`,
      deliveries: sql<number>`sum(${hookEvents.deliveries})::int`,
    })
    .from(hookEvents)
    .groupBy(hookEvents.receiver);
  return new Map(rows.map(({ receiver, ...counted }) => [receiver, counted]));
}

function receiverOf(
  type: HookType,
  row: ReceiverRow | undefined,
  { events, deliveries }: Counted = { events: 0, deliveries: 0 },
): HookReceiver {
  return {
    type,
    url: receiverAddress(type),
    urlProblem: addressProblem(),
    tokenMadeAt: row?.tokenMadeAt?.toISOString() ?? null,
    previousTokenTaken: row?.previousTokenHash != null,
    connectedAt: row?.connectedAt?.toISOString() ?? null,
    lastReceivedAt: row?.lastReceivedAt?.toISOString() ?? null,
    eventCount: events,
    repeatCount: deliveries - events,
    refusedCount: row?.refusedCount ?? 0,
    lastRefusedAt: row?.lastRefusedAt?.toISOString() ?? null,
  };
}
