import "server-only";
import { lt } from "drizzle-orm";
import { watches } from "@/drizzle/schema/jobs";
import { db } from "@/lib/db/connection";
import { fromNow } from "./instants";

/** An ended watch is kept for a while, so that nobody is told twice of the same end. */
const keepForMs = 20 * 24 * 60 * 60_000;

/** Removes watches that ended long ago. */
export async function sweepWatches(): Promise<void> {
  await db()
    .delete(watches)
    .where(lt(watches.endedAt, fromNow(-keepForMs)));
}
