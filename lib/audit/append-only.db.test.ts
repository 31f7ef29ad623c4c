import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/db/connection";
import { testDatabase } from "@/lib/db/testing";
import { record } from "./record";
import { sealAll, someFacts } from "./testing";

const { owner } = await testDatabase();

const changes = ["audit_entries", "audit_seals"].flatMap((table) => [
  `update ${table} set xact = xact`,
  `update ${table} set xact = xact where false`,
  `delete from ${table}`,
  `truncate ${table}`,
]);

beforeAll(async () => {
  await record(db(), someFacts(), "succeeded");
  await sealAll();
});

const remaining = async () =>
  (
    await owner`select (select count(*)::int from audit_entries) as entries, (select count(*)::int from audit_seals) as seals`
  )[0];

describe.each(changes)("%s", (statement) => {
  test("is refused to the application's role", async () => {
    await expect(db().execute(sql.raw(statement))).rejects.toMatchObject({
      cause: { code: "42501", message: expect.stringContaining("permission denied") },
    });
  });

  test("is refused to the owner, who has the right, by a trigger", async () => {
    await expect(owner.unsafe(statement)).rejects.toMatchObject({
      code: "42501",
      message: expect.stringContaining("append-only"),
    });
    expect(await remaining()).toEqual({ entries: 1, seals: 1 });
  });
});

test("the application's role cannot take the trigger away, or drop the tables", async () => {
  for (const statement of [
    "alter table audit_entries disable trigger all",
    "drop trigger audit_entries_append_only on audit_entries",
    "drop table audit_seals",
    "drop function refuse_audit_change() cascade",
    "set session_replication_role = replica",
  ]) {
    await expect(db().execute(sql.raw(statement)), statement).rejects.toMatchObject({
      cause: { code: expect.stringMatching(/^(42501|2BP01)$/) },
    });
  }
});

test("the application's role cannot grant itself more", async () => {
  // Postgres answers with a warning alone.
  await db().execute(sql`grant all on audit_entries to muniment_app`);
  await expect(db().execute(sql`update audit_entries set xact = xact`)).rejects.toMatchObject({
    cause: { message: expect.stringContaining("permission denied") },
  });
});

test("tables that later releases add start without the right to truncate", async () => {
  await owner`create table later (id text)`;
  await expect(db().execute(sql`truncate later`)).rejects.toMatchObject({ cause: { code: "42501" } });
  await db().execute(sql`insert into later values ('x')`);
});
