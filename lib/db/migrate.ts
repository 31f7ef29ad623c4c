import "server-only";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate as applyMigrations } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import { z } from "zod";
import { type Database, db } from "./connection";

/** Any number, the same in every process: whoever migrates holds the advisory lock of this key. */
const migrationLockKey = 7_304_220;
/** How long a start waits for another one that is migrating. */
const lockWaitMs = 5 * 60_000;

const journalFile = z.object({ entries: z.array(z.object({ when: z.number().int(), tag: z.string() })) });

export interface MigrateOptions {
  /** Signs in as the owner of the tables. */
  url: string;
  folder?: string;
}

/**
 * Brings the schema up to date, one process at a time, all new migrations in one transaction.
 * @returns how many migrations were applied
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
    return known.filter(({ when }) => when > before).length;
  } finally {
    // Ends the session, and the lock with it.
    await client.end();
  }
}

/** Whether the open database has every migration of this release. @throws when it cannot be asked */
export async function migrationsAreCurrent(): Promise<boolean> {
  return (await appliedUntil(db())) === latestMigration();
}

const migrationsFolder = () => join(process.cwd(), "drizzle", "migrations");

let latest: number | undefined;

function latestMigration(): number {
  latest ??= journal(migrationsFolder()).at(-1)?.when ?? 0;
  return latest;
}

function journal(folder: string): z.infer<typeof journalFile>["entries"] {
  const path = join(/* turbopackIgnore: true */ folder, "meta", "_journal.json");
  return journalFile.parse(JSON.parse(readFileSync(path, "utf8"))).entries;
}

/** The date of the last applied migration in epoch milliseconds, which drizzle orders them by; 0: none yet. */
async function appliedUntil(database: Database): Promise<number> {
  const [table] = await database.execute<{ exists: boolean }>(
    sql`select to_regclass('drizzle.__drizzle_migrations') is not null as exists`,
  );
  if (!table?.exists) return 0;
  const [row] = await database.execute<{ until: string | null }>(
    sql`select max(created_at)::text as until from drizzle.__drizzle_migrations`,
  );
  return Number(row?.until ?? 0);
}
