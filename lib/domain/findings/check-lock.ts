import "server-only";
import { sql } from "drizzle-orm";
import { db } from "@/lib/db/connection";

/** Names the lock among all advisory locks of the database, in two numbers. */
const [lockSpace, lockNumber] = [7_304, 226] as const;

/**
 * Runs something that one process does at a time. The lock lives as long as a connection that is set aside for it: it is
 * free again when the process is lost, however suddenly.
 * @returns "busy" when somebody else is at it
 */
export async function alone<Result>(run: () => Promise<Result>): Promise<Result | "busy"> {
  const connection = await db().$client.reserve();
  try {
    const [lock] = await connection<{ held: boolean }[]>`
      select pg_try_advisory_lock(${lockSpace}::int, ${lockNumber}::int) as held`;
    if (!lock?.held) return "busy";
    try {
      return await run();
    } finally {
      await connection`select pg_advisory_unlock(${lockSpace}::int, ${lockNumber}::int)`;
    }
  } finally {
    connection.release();
  }
}

/** Whether somebody is at it now, in any process. */
export async function isSomebodyAtIt(): Promise<boolean> {
  const [found] = await db().execute<{ held: boolean }>(sql`
    select exists (
      select from pg_locks
      where locktype = 'advisory' and granted and objsubid = 2
        and classid = ${lockSpace}::int::oid and objid = ${lockNumber}::int::oid
        and database = (select oid from pg_database where datname = current_database())
    ) as held`);
  return found?.held ?? false;
}
