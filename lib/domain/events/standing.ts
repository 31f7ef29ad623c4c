import "server-only";
import { and, eq, gt, sql } from "drizzle-orm";
import { sessions, users } from "@/drizzle/schema/people";
import type { Role } from "@/lib/access/permissions";
import { db } from "@/lib/db/connection";
import type { Standing } from "./audience";

/**
 * The person and role behind a session at this moment; undefined when it has ended. Unlike a request, asking is no
 * sign of life: a page that lies open must not keep its session from running idle. Idle sessions are removed by their
 * sweep, which ends them here too.
 */
export async function readStanding(sessionId: string): Promise<Standing | undefined> {
  const [found] = await db()
    .select({ userId: users.id, role: users.role })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(sessions.id, sessionId), gt(sessions.expiresAt, sql`now()`), eq(users.state, "active")));
  return found && { userId: found.userId, role: found.role as Role };
}
