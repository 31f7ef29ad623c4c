import "server-only";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { type Database, db } from "./connection";

const journalFile = z.object({ entries: z.array(z.object({ when: z.number().int(), tag: z.string() })) });

/** Where the migrations of this release are. */
export const migrationsFolder = () => join(process.cwd(), "drizzle", "migrations");

/** Whether the open database has every migration of this release. @throws when it cannot be asked */
export async function migrationsAreCurrent(): Promise<boolean> {
  return (await appliedUntil(db())) === latestMigration();
}

let latest: number | undefined;

function latestMigration(): number {
  latest ??= journal(migrationsFolder()).at(-1)?.when ?? 0;
  return latest;
}

/** The migrations in a folder, in their order. */
export function journal(folder: string): z.infer<typeof journalFile>["entries"] {
  const path = join(/* turbopackIgnore: true */ folder, "meta", "_journal.json");
  return journalFile.parse(JSON.parse(readFileSync(path, "utf8"))).entries;
}

/** The date of the last applied migration in epoch milliseconds, which drizzle orders them by; 0: none yet. */
export async function appliedUntil(database: Database): Promise<number> {
  const [table] = await database.execute<{ exists: boolean }>(
    sql`select to_regclass('drizzle.__drizzle_migrations') is not null as exists`,
  );
  if (!table?.exists) return 0;
  const [row] = await database.execute<{ until: string | null }>(
    sql`select max(created_at)::text as until from drizzle.__drizzle_migrations`,
  );
  return Number(row?.until ?? 0);
}
