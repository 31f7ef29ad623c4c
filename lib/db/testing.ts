import { randomBytes } from "node:crypto";
import postgres, { type Sql } from "postgres";
import { afterAll, inject } from "vitest";
import { stopSealing } from "@/lib/audit/seal";
import { isLoopback } from "@/lib/env/formats";
import { closeDatabase, type Database, db, openDatabase } from "./connection";
import { closeQueue } from "./queue";
import { openQueue } from "./queue/open";

export interface TestDatabase {
  /** Address as the owner, for code that opens a connection itself. */
  url: string;
  /** What `db()` gives now: works as the application's role. */
  database: Database;
  /** Works as the owner, to see and to do what the application may not. */
  owner: Sql;
}

/**
 * Gives the calling test file a migrated database of its own, which `db()` and `enqueue` use until the file is done;
 * then it is dropped. Call it once per file, in `beforeAll`. @throws for a server that is not on this machine
 */
export async function testDatabase(): Promise<TestDatabase> {
  const template = new URL(inject("templateUrl"));
  if (!isLoopback(template.href))
    throw new Error(`Tests use databases of this machine only, not ${template.host}.`);
  const name = `test_${randomBytes(6).toString("hex")}`;
  const url = atDatabase(template, name);
  const administration = postgres(atDatabase(template, "postgres"), { max: 1, onnotice: () => {} });
  await administration`create database ${administration(name)} template ${administration(template.pathname.slice(1))}`;
  const owner = postgres(url, { max: 2, onnotice: () => {} });
  await openDatabase(url, 5);
  await openQueue();
  afterAll(async () => {
    await stopSealing();
    await closeQueue();
    await closeDatabase();
    await owner.end();
    await administration`drop database ${administration(name)} with (force)`;
    await administration.end();
  });
  return { url, database: db(), owner };
}

function atDatabase(server: URL, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}
