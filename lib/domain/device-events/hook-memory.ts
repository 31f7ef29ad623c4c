import "server-only";
import { and, desc, getTableColumns, gte, inArray, lt, lte, or, type SQL } from "drizzle-orm";
import { z } from "zod";
import { hookEvents, hookReceivers } from "@/drizzle/schema/ublox";
import {
  deviceEvent,
  type EventMemory,
  type ListedEvent,
  sameEventTypes,
} from "@/lib/contract/device-events";
import { hookType } from "@/lib/contract/vendor-hooks";
import { db } from "@/lib/db/connection";
import type { Position } from "./position";

/** What of the hooks' memory is asked for; `to` is not part of it. */
export interface HookQuestion {
  rotPublicUids?: readonly string[];
  type?: string;
  from?: Date;
  to?: Date;
}

export interface HookEvent {
  position: Position;
  event: ListedEvent;
}

/** A row without the text it was read from, which may be long. */
const { body: _body, ...columns } = getTableColumns(hookEvents);
type Row = Omit<typeof hookEvents.$inferSelect, "body">;
export const eventRows = () => db().select(columns).from(hookEvents);

/** The conditions of a question, for lists and files. */
export function matching({ rotPublicUids, type, from, to }: HookQuestion): (SQL | undefined)[] {
  return [
    rotPublicUids && inArray(hookEvents.rotPublicUid, [...rotPublicUids]),
    type === undefined ? undefined : inArray(hookEvents.type, [...sameEventTypes(type)]),
    from && gte(hookEvents.at, from),
    to && lt(hookEvents.at, to),
  ];
}

/** What hooks brought, newest first, from behind a position on. */
export async function readHookMemory(
  question: HookQuestion,
  { after, size }: { after: Position | null; size: number },
): Promise<HookEvent[]> {
  const rows = await eventRows()
    .where(and(...matching(question), after === null ? undefined : isAfter(after)))
    .orderBy(desc(hookEvents.at), desc(hookEvents.id))
    .limit(size);
  return rows.map((row) => ({
    position: { atMs: row.at.getTime(), source: "hook", id: row.id },
    event: listed(row),
  }));
}

function isAfter({ atMs, source, id }: Position): SQL | undefined {
  const at = new Date(atMs);
  if (source === "vendor") return lt(hookEvents.at, at);
  // The first condition alone is what the index can begin with.
  return and(lte(hookEvents.at, at), or(lt(hookEvents.at, at), lt(hookEvents.id, id)));
}

/** What was kept was sound then; what a later release does not understand any more keeps its own words. */
export function listed(row: Row): ListedEvent {
  const { type, rotPublicUid } = row;
  const raw = z.object({ raw: z.unknown() }).safeParse(row.event).data?.raw ?? null;
  const unknown = { type, rotPublicUid, at: null, detail: { kind: "unknown" as const }, raw };
  return {
    ...(deviceEvent.safeParse(row.event).data ?? unknown),
    eventId: row.id,
    source: "hook",
    receivedAt: row.receivedAt.toISOString(),
    deliveries: row.deliveries,
  };
}

/** What tells an event that hooks brought from others, in a stretch of time. */
export async function readHookTraces(
  rotPublicUids: readonly string[],
  from: Date,
  to: Date,
): Promise<{ rotPublicUid: string; at: Date; kind: string }[]> {
  if (rotPublicUids.length === 0) return [];
  const rows = await eventRows().where(and(...matching({ rotPublicUids, from, to })));
  return rows.flatMap((row) => {
    const { rotPublicUid, detail, at } = listed(row);
    // When it came tells nothing of when it happened.
    return rotPublicUid === null || at === null ? [] : [{ rotPublicUid, at: row.at, kind: detail.kind }];
  });
}

/** Since when everything is kept here, for each type that a hook can bring. */
export async function readMemory(): Promise<EventMemory[]> {
  const rows = await db()
    .select({ type: hookReceivers.type, connectedAt: hookReceivers.connectedAt })
    .from(hookReceivers);
  return hookType.options.map((type) => ({
    type,
    completeSince: rows.find((row) => row.type === type)?.connectedAt?.toISOString() ?? null,
  }));
}
