import "server-only";
import { and, asc, count, desc, gt, gte, lte, or } from "drizzle-orm";
import { hookEvents } from "@/drizzle/schema/ublox";
import type { ListedEvent } from "@/lib/contract/device-events";
import { db } from "@/lib/db/connection";
import { eventRows, type HookQuestion, listed, matching } from "./hook-memory";

/** The id of the event that was kept last; empty when there is none. Ids sort by the time they were made. */
export async function newestHookEvent(): Promise<string> {
  const [newest] = await db()
    .select({ id: hookEvents.id })
    .from(hookEvents)
    .orderBy(desc(hookEvents.id))
    .limit(1);
  return newest?.id ?? "";
}

/** How many events match, up to and with the one that `newestId` names. */
export async function countHookEvents(question: HookQuestion, newestId: string): Promise<number> {
  const [counted] = await db()
    .select({ events: count() })
    .from(hookEvents)
    .where(and(...matching(question), lte(hookEvents.id, newestId)));
  return counted?.events ?? 0;
}

/** Where a page of a file begins: behind this event. */
interface FilePlace {
  at: string;
  id: string;
}

/** A page of the same events, oldest first, and the place of the next one. */
export async function readHookEvents(
  question: HookQuestion,
  { newestId, after, size }: { newestId: string; after: FilePlace | null; size: number },
): Promise<{ events: ListedEvent[]; last: FilePlace | null }> {
  const rows = await eventRows()
    .where(
      and(...matching(question), lte(hookEvents.id, newestId), after === null ? undefined : isAfter(after)),
    )
    .orderBy(asc(hookEvents.at), asc(hookEvents.id))
    .limit(size);
  const last = rows.at(-1);
  return {
    events: rows.map(listed),
    last: last === undefined ? null : { at: last.at.toISOString(), id: last.id },
  };
}

function isAfter({ at, id }: FilePlace) {
  const moment = new Date(at);
  return and(gte(hookEvents.at, moment), or(gt(hookEvents.at, moment), gt(hookEvents.id, id)));
}
