import { getRollbackPlans } from "pg-boss";
import postgres from "postgres";
import { expect, test } from "vitest";
import { db } from "../connection";
import { migrate } from "../migrate";
import { enqueue } from "../queue";
import { testDatabase } from "../testing";

const { url, owner } = await testDatabase();

const version = async () => Number((await owner`select version from pgboss.version`)[0]?.version);
const current = await version();

/** What the application's role may do with the tables of the queue. */
async function rights() {
  return await owner`
    select relname as table, array_agg(privilege order by privilege) as rights
    from pg_class, unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) as privilege
    where relnamespace = 'pgboss'::regnamespace and relkind in ('r', 'p')
      and has_table_privilege('muniment_app', pg_class.oid, privilege)
    group by relname order by relname`;
}

async function queues() {
  return await owner`select * from pgboss.queue order by name`;
}

/** Index builds are ten seconds apart; here the last one was long ago. */
const forgetLastBuild = () => owner`update pgboss.version set bam_on = null`;

test("six starts at once on an empty database install it once, for the application's role to use", async () => {
  const [before, rightsBefore] = [await queues(), await rights()];
  await owner`drop schema pgboss cascade`;
  await Promise.all(Array.from({ length: 6 }, () => migrate({ url })));
  expect(await version()).toBe(current);
  expect((await queues()).map(({ name, policy }) => [name, policy])).toEqual(
    before.map(({ name, policy }) => [name, policy]),
  );
  expect(await rights()).toEqual(rightsBefore);
  expect((await rights()).map((row) => row.rights)).toContainEqual(["DELETE", "INSERT", "SELECT", "UPDATE"]);
  expect((await rights()).flatMap((row) => row.rights)).not.toContain("TRUNCATE");
});

test("a second run changes nothing", async () => {
  const before = await queues();
  await migrate({ url });
  expect(await queues()).toEqual(before);
});

test("an older schema is brought up to date with what is in it, and what it gets new can be used", async () => {
  await db().transaction((tx) => enqueue(tx, "jobs", { jobId: "job_a" }, { key: "a" }));
  const expected = await rights();
  // One connection, because each plan begins and ends a transaction of its own.
  const client = postgres(url, { max: 1, onnotice: () => {} });
  for (let from = current; from > current - 3; from -= 1)
    await client.unsafe(getRollbackPlans("pgboss", from));
  await client.end();
  expect(await version()).toBe(current - 3);
  await forgetLastBuild();
  await migrate({ url });
  expect(await version()).toBe(current);
  expect(await rights()).toEqual(expected);
  expect([...(await owner`select data from pgboss.job where name = 'jobs'`)]).toEqual([
    { data: { jobId: "job_a" } },
  ]);
});

test("indexes that an upgrade leaves for later are built before anybody works with it", async () => {
  await owner`
    insert into pgboss.bam (name, version, table_name, command)
    values ('a later index', 1, 'job_common', 'create index concurrently later on pgboss.job_common (priority)')`;
  await forgetLastBuild();
  await migrate({ url });
  expect(await owner`select to_regclass('pgboss.later') is not null as built`).toEqual([{ built: true }]);
});

test("what this release sets differently is set, and another policy is refused", async () => {
  await owner`update pgboss.queue set retry_delay_max = 5, heartbeat_seconds = 60 where name = 'jobs'`;
  await migrate({ url });
  expect(
    await owner`select retry_delay_max, heartbeat_seconds from pgboss.queue where name = 'jobs'`,
  ).toEqual([{ retry_delay_max: 60, heartbeat_seconds: 10 }]);
  await owner`update pgboss.queue set policy = 'standard' where name = 'jobs'`;
  await expect(migrate({ url })).rejects.toThrow("another policy");
});
