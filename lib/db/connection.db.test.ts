import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { applicationRole, closeDatabase, connect, db, openDatabase } from "./connection";
import { migrationsAreCurrent } from "./migrations";
import { testDatabase } from "./testing";

const { url, owner } = await testDatabase();

test("works as the application's role from the first statement on", async () => {
  expect([...(await db().execute(sql`select current_user as role`))]).toEqual([{ role: applicationRole }]);
});

test("the application's role can neither change the audit history nor the schema", async () => {
  for (const statement of [
    "delete from audit_entries",
    "update audit_seals set hash = ''",
    "drop table users",
  ]) {
    await expect(db().execute(sql.raw(statement))).rejects.toMatchObject({ cause: { code: "42501" } });
  }
});

test("the application's role can ask whether the schema is up to date", async () => {
  expect(await migrationsAreCurrent()).toBe(true);
});

test("a bigint column arrives whole", async () => {
  const [row] = await db().execute<{ big: bigint }>(sql`select 9007199254740993::bigint as big`);
  expect(row?.big).toBe(9_007_199_254_740_993n);
});

test("a user without that role works as itself, and that is told", async () => {
  await owner`create role plain login password 'plain-for-this-test'`;
  const plain = new URL(url);
  plain.username = "plain";
  plain.password = "plain-for-this-test";
  expect(await openDatabase(plain.href)).toEqual({ asApplication: false });
  expect([...(await db().execute(sql`select current_user as role`))]).toEqual([{ role: "plain" }]);
  expect(await openDatabase(url)).toEqual({ asApplication: true });
  await owner`drop role plain`;
});

test("a closed database says so instead of opening another", async () => {
  await closeDatabase();
  expect(() => db()).toThrow("The database is not open");
});

test("a statement that holds a lock for ever is ended for others", async () => {
  const { database, close } = connect({ url, maxConnections: 1 });
  const [row] = await database.execute<{ timeout: string }>(
    sql`select current_setting('lock_timeout') as timeout`,
  );
  expect(row?.timeout).toBe("10s");
  await close();
});
