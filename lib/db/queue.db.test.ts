import { sql } from "drizzle-orm";
import { fromDrizzle, PgBoss } from "pg-boss";
import { afterAll, beforeEach, expect, test } from "vitest";
import { db } from "./connection";
import { closeQueue, enqueue } from "./queue";
import { openQueue } from "./queue/open";
import { testDatabase } from "./testing";

const { owner } = await testDatabase();

/** Takes messages as a worker does, over the console's own connections. */
const taker = new PgBoss({
  db: { executeSql: (text, values) => fromDrizzle(db(), sql).executeSql(text, values) },
  migrate: false,
  supervise: false,
  schedule: false,
});
await taker.start();
afterAll(() => taker.stop({ graceful: false }));

beforeEach(async () => {
  await owner`delete from pgboss.job`;
});

const take = async () => (await taker.fetch<{ jobId: string }>("jobs", { groupConcurrency: 1 }))[0];

async function messages() {
  const rows = await owner`
    select state, data ->> 'jobId' as job, group_id as key from pgboss.job where name = 'jobs' order by start_after, created_on`;
  return rows.map(({ state, job, key }) => `${state} ${job} ${key}`);
}

const send = (jobId: string, key: string, after?: Date) =>
  db().transaction((tx) => enqueue(tx, "jobs", { jobId }, { key, ...(after && { after }) }));

/** A transaction that stays open until it is told to commit. */
async function sendSlowly(jobId: string, key: string): Promise<() => Promise<void>> {
  const sent = Promise.withResolvers<void>();
  const commit = Promise.withResolvers<void>();
  const transaction = db().transaction(async (tx) => {
    await enqueue(tx, "jobs", { jobId }, { key });
    sent.resolve();
    await commit.promise;
  });
  await Promise.race([sent.promise, transaction]);
  return async () => {
    commit.resolve();
    await transaction;
  };
}

test("a message arrives with its transaction, and not at all when that is rolled back", async () => {
  const taken = db().transaction(async (tx) => {
    await enqueue(tx, "jobs", { jobId: "job_a" }, { key: "a" });
    throw new Error("changed my mind");
  });
  await expect(taken).rejects.toThrow("changed my mind");
  expect(await messages()).toEqual([]);
  await send("job_a", "a");
  expect(await messages()).toEqual(["created job_a a"]);
});

test("one message waits per key, also while another one with that key is worked on", async () => {
  await Promise.all([send("job_a", "a"), send("job_a", "a"), send("job_a", "a"), send("job_a", "b")]);
  expect((await messages()).toSorted()).toEqual(["created job_a a", "created job_a b"]);
  await take();
  await take();
  await Promise.all([send("job_a", "a"), send("job_a", "a")]);
  expect((await messages()).toSorted()).toEqual(["active job_a a", "active job_a b", "created job_a a"]);
});

test("of one key one is worked on at a time, and stands in nobody's way", async () => {
  await send("job_a", "a");
  const first = await take();
  await send("job_a", "a");
  await send("job_b", "b");
  expect((await take())?.data.jobId).toBe("job_b");
  expect(await take()).toBeUndefined();
  if (first !== undefined) await taker.complete("jobs", first);
  expect((await take())?.data.jobId).toBe("job_a");
});

test("whoever takes a message up that stood there already sees what the sender has done", async () => {
  await send("job_a", "a");
  const commit = await sendSlowly("job_a", "a");
  // Taken up now, it could be done with before the change can be seen.
  expect(await take()).toBeUndefined();
  await commit();
  expect((await take())?.data.jobId).toBe("job_a");
  expect(await messages()).toEqual(["active job_a a"]);
});

test("a message that is taken up at this very moment does not swallow the next one", async () => {
  await owner`create table progress as select 0 as round`;
  await owner`grant select, update on progress to muniment_app`;
  for (let round = 1; round <= 40; round += 1) {
    await owner`delete from pgboss.job`;
    await send("job_a", "a");
    const [seen] = await Promise.all([
      take().then(async () => (await db().execute(sql`select round from progress`))[0]?.round),
      db().transaction(async (tx) => {
        await tx.execute(sql`update progress set round = ${round}`);
        await enqueue(tx, "jobs", { jobId: "job_a" }, { key: "a" });
      }),
    ]);
    // Whoever took the message up saw what the sender has done, or there is another one to take up.
    if (seen !== round) expect(await messages()).toContain("created job_a a");
  }
});

test("two senders of one key wait for each other instead of losing one", async () => {
  const commit = await sendSlowly("job_a", "a");
  const second = send("job_a", "a");
  await commit();
  await second;
  expect(await messages()).toEqual(["created job_a a"]);
});

test("delayed messages wait for their moments, each on its own, and hold up none for now", async () => {
  const inAnHour = new Date(Date.now() + 3_600_000);
  await send("job_a", "a", inAnHour);
  await send("job_a", "a", inAnHour);
  await send("job_a", "a", new Date(inAnHour.getTime() + 1_000));
  expect(await messages()).toEqual(["created job_a a", "created job_a a"]);
  expect(await take()).toBeUndefined();
  await send("job_a", "a");
  expect((await take())?.data.jobId).toBe("job_a");
});

test("one that waits for its next try after a failure is tried at once", async () => {
  await send("job_a", "a");
  const message = await take();
  if (message !== undefined) await taker.fail("jobs", message);
  expect(await messages()).toEqual(["retry job_a a"]);
  expect(await take()).toBeUndefined();
  await send("job_a", "a");
  expect((await take())?.data.jobId).toBe("job_a");
});

test("when the queue cannot be reached, the sender's transaction is lost with it", async () => {
  await owner`create table kept (word text)`;
  await owner`grant insert on kept to muniment_app`;
  await owner`revoke insert on pgboss.job_common from muniment_app`;
  const sent = db().transaction(async (tx) => {
    await tx.execute(sql`insert into kept values ('written')`);
    await enqueue(tx, "jobs", { jobId: "job_a" }, { key: "a" });
  });
  await expect(sent).rejects.toMatchObject({ cause: { code: "42501" } });
  expect(await owner`select * from kept`).toEqual([]);
  await owner`grant insert on pgboss.job_common to muniment_app`;
});

test("the application's role may use the queues and change nothing that belongs to the owner", async () => {
  for (const statement of [
    "drop table pgboss.job",
    "truncate pgboss.job_common",
    "alter table pgboss.queue add column more text",
    "create table pgboss.mine (word text)",
    "drop schema pgboss cascade",
  ]) {
    await expect(db().execute(sql.raw(statement))).rejects.toMatchObject({ cause: { code: "42501" } });
  }
});

test("a closed queue says so, and one of another release is not opened", async () => {
  await closeQueue();
  await expect(send("job_a", "a")).rejects.toThrow("The queue is not open");
  await owner`update pgboss.version set version = version + 1`;
  await expect(openQueue()).rejects.toThrow("not of this release");
  await owner`update pgboss.version set version = version - 1`;
  await openQueue();
  await send("job_a", "a");
  expect(await messages()).toEqual(["created job_a a"]);
});
