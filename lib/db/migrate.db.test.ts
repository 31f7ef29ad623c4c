import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import { migrate } from "./migrate";
import { migrationsAreCurrent } from "./migrations";
import { testDatabase } from "./testing";

const { url, owner } = await testDatabase();
const root = mkdtempSync(join(tmpdir(), "muniment-migrations-"));
afterAll(() => rmSync(root, { recursive: true }));

beforeEach(async () => {
  await owner`drop schema if exists drizzle cascade`;
  await owner`drop table if exists steps`;
});

/** A folder as drizzle-kit writes it: one statement per migration, a minute apart. */
function migrationsFolder(...statements: string[]): string {
  const folder = mkdtempSync(join(root, "folder-"));
  mkdirSync(join(folder, "meta"));
  const entries = statements.map((statement, idx) => {
    const tag = `000${idx}_step`;
    writeFileSync(join(folder, `${tag}.sql`), statement);
    return { idx, version: "7", when: 1_700_000_000_000 + idx * 60_000, tag, breakpoints: true };
  });
  const journal = { version: "7", dialect: "postgresql", entries };
  writeFileSync(join(folder, "meta", "_journal.json"), JSON.stringify(journal));
  return folder;
}

const create = "create table steps (number int)";
const slowInsert = "insert into steps select 1 from pg_sleep(0.3)";

test("six starts at once apply each migration once", async () => {
  const folder = migrationsFolder(create, slowInsert);
  const applied = await Promise.all(Array.from({ length: 6 }, () => migrate({ url, folder })));
  expect(applied.toSorted()).toEqual([0, 0, 0, 0, 0, 2]);
  expect(await owner`select number from steps`).toHaveLength(1);
});

test("a second run changes nothing, a new migration is added", async () => {
  expect(await migrate({ url, folder: migrationsFolder(create) })).toBe(1);
  expect(await migrate({ url, folder: migrationsFolder(create) })).toBe(0);
  expect(await migrate({ url, folder: migrationsFolder(create, slowInsert) })).toBe(1);
});

test("a migration that fails leaves nothing of its run behind", async () => {
  const folder = migrationsFolder(create, "insert into no_such_table values (1)");
  await expect(migrate({ url, folder })).rejects.toThrow();
  expect(await owner`select to_regclass('steps') as found`).toEqual([{ found: null }]);
  expect(await migrate({ url, folder: migrationsFolder(create) })).toBe(1);
});

test("a database of a later release is refused", async () => {
  await migrate({ url, folder: migrationsFolder(create, slowInsert) });
  await expect(migrate({ url, folder: migrationsFolder(create) })).rejects.toThrow("later release");
});

test("readiness knows whether every migration of this release is there", async () => {
  expect(await migrationsAreCurrent()).toBe(false);
});
