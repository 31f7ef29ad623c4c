import "server-only";
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate as applyMigrations } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import { appliedUntil, journal, migrationsFolder } from "./migrations";
import { migrateQueue } from "./queue/migrate";

/** Any number, the same in every process: whoever migrates holds the advisory lock of this key. */
const migrationLockKey = 7_304_220;
/** How long a start waits for another one that is migrating. */
const lockWaitMs = 5 * 60_000;

export interface MigrateOptions {
  /** Signs in as the owner of the tables. */
  url: string;
  folder?: string;
}

/**
 * Brings the schema up to date, the queue's included, one process at a time. All new migrations of ours are one
 * transaction.
 * @returns how many of ours were applied
 * @throws when the database was migrated by a later release than this one
 */
export async function migrate({ url, folder = migrationsFolder() }: MigrateOptions): Promise<number> {
  const client = postgres(url, {
    // One connection: the lock belongs to the session.
    max: 1,
    connect_timeout: 10,
    onnotice: () => {},
    connection: { application_name: "muniment migrate", lock_timeout: lockWaitMs },
  });
  try {
    const database = drizzle({ client });
    await database.execute(sql`select pg_advisory_lock(${migrationLockKey})`);
    const before = await appliedUntil(database);
    const known = journal(folder);
    if (before > (known.at(-1)?.when ?? 0)) {
      throw new Error(
        "The database was made by a later release of Muniment. Start that release, or restore a backup.",
      );
    }
    await applyMigrations(database, { migrationsFolder: folder });
    await migrateQueue(url, database);
    return known.filter(({ when }) => when > before).length;
  } finally {
    // Ends the session, and the lock with it.
    await client.end();
  }
}
