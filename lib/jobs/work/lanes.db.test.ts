import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { fromDrizzle, PgBoss } from "pg-boss";
import { afterAll, expect, test, vi } from "vitest";
import { db } from "@/lib/db/connection";
import { enqueue } from "@/lib/db/queue";
import { testDatabase } from "@/lib/db/testing";
import { logger } from "@/lib/log";
import { calls, noting, onlyNotified, wakeUp, workers } from "./testing";

const { url, owner } = await testDatabase();
const work = workers(url, owner);

/** A process that takes messages, and never shows life again. */
const lost = new PgBoss({
  db: { executeSql: (text, values) => fromDrizzle(db(), sql).executeSql(text, values) },
  migrate: false,
  supervise: false,
  schedule: false,
});
await lost.start();
afterAll(() => lost.stop({ graceful: false }));

const states = async () =>
  (await owner`select state from pgboss.job where name = 'jobs' order by created_on`).map(
    ({ state }) => state,
  );

/** Failed messages are tried again as soon as somebody looks, so that no test has to wait for it. */
const tryAgainAtOnce = () =>
  owner`update pgboss.job set retry_backoff = false, retry_delay = 0 where name = 'jobs'`;

test("what is sent is driven at once, and each job once", async () => {
  const driven = calls<string>();
  await work({ pace: onlyNotified, drive: noting(driven, ({ jobId }) => jobId) });
  await wakeUp("job_a");
  await driven.reach(1);
  const jobIds = Array.from({ length: 20 }, (_, number) => `job_${number}`);
  for (const jobId of jobIds) await wakeUp(jobId);
  await driven.reach(21);
  await expect.poll(states).toEqual(Array(21).fill("completed"));
  expect(driven.all.toSorted()).toEqual(["job_a", ...jobIds].toSorted());
});

test("what was waiting before is driven without anybody being notified", async () => {
  const jobIds = Array.from({ length: 12 }, (_, number) => `job_${number}`);
  for (const jobId of jobIds) await wakeUp(jobId);
  const driven = calls<string>();
  await work({ pace: onlyNotified, lanes: 2, drive: noting(driven, ({ jobId }) => jobId) });
  await driven.reach(12);
  expect(driven.all.toSorted()).toEqual(jobIds.toSorted());
});

test("two processes share the jobs, each with no more at a time than it has lanes", async () => {
  const begun = calls<string>();
  const release = Promise.withResolvers<void>();
  const drive = async ({ holder }: { holder: string }) => {
    begun.note(holder);
    await release.promise;
    return "idle" as const;
  };
  const [one, other] = [await work({ lanes: 2, drive }), await work({ lanes: 2, drive })];
  for (let number = 0; number < 8; number += 1) await wakeUp(`job_${number}`);
  await begun.reach(4);
  expect(begun.all.toSorted()).toEqual([one.id, one.id, other.id, other.id].toSorted());
  release.resolve();
  await begun.reach(8);
  await expect.poll(states).toEqual(Array(8).fill("completed"));
});

test.each([1, 4])(
  "a wake-up sent while its job's driver is just finishing is delivered (%i lanes)",
  async (lanes) => {
    await owner`create table if not exists progress as select 0 as round`;
    await owner`grant select, update on progress to muniment_app`;
    const round = async () => Number((await db().execute(sql`select round from progress`))[0]?.round);
    const seen = calls<number>();
    await work({ lanes, pace: onlyNotified, drive: noting(seen, round) });
    const first = (await round()) + 1;
    for (let next = first; next < first + 60; next += 1) {
      await db().transaction(async (tx) => {
        await tx.execute(sql`update progress set round = ${next}`);
        await enqueue(tx, "jobs", { jobId: "job_a" }, { key: "job_a" });
      });
      // Goes on while the message of this round is being settled, at every point of it.
      while (!seen.all.includes(next)) await seen.reach(seen.all.length + 1);
      if (next % 3 === 1) await sleep(next % 5);
    }
  },
);

test("a job that has more to do lets the others have their turn", async () => {
  const turns: string[] = [];
  const over = Promise.withResolvers<void>();
  await wakeUp("job_a");
  await wakeUp("job_b");
  await work({
    lanes: 1,
    pace: onlyNotified,
    drive: async ({ jobId }) => {
      turns.push(jobId);
      if (turns.length === 4) over.resolve();
      return jobId === "job_a" && turns.length < 4 ? "more" : "idle";
    },
  });
  await over.promise;
  expect(turns).toEqual(["job_a", "job_b", "job_a", "job_a"]);
});

test("a driver that fails is tried again until it works, and each failure is logged with the job", async () => {
  const logged = vi.spyOn(logger(), "error").mockReturnValue();
  const tries = calls<string>();
  await wakeUp("job_a");
  await tryAgainAtOnce();
  await work({
    drive: async ({ jobId }) => {
      tries.note(jobId);
      if (tries.all.length < 4) throw new Error("secret words");
      return "idle";
    },
  });
  await tries.reach(4);
  await expect.poll(states).toEqual(["completed"]);
  expect(logged.mock.calls.map(([fields]) => fields)).toEqual(
    Array(3).fill({ error: expect.objectContaining({ message: "secret words" }), jobId: "job_a" }),
  );
  expect(await owner`select from pgboss.job where output::text like '%secret%'`).toHaveLength(0);
  logged.mockRestore();
});

test("failures are followed by longer and longer pauses, a minute at most, for ever", async () => {
  const logged = vi.spyOn(logger(), "error").mockReturnValue();
  await wakeUp("job_a");
  await owner`update pgboss.job set retry_count = 1000, started_on = now() where name = 'jobs'`;
  await work({ drive: () => Promise.reject(new Error("again")) });
  await expect.poll(states).toEqual(["retry"]);
  const [message] = await owner`
    select extract(epoch from start_after - now())::float8 as seconds from pgboss.job where name = 'jobs'`;
  expect(message?.seconds).toBeGreaterThan(50);
  expect(message?.seconds).toBeLessThanOrEqual(60);
  logged.mockRestore();
});

test("the message of a process that was killed is taken over, and that process can settle it no more", async () => {
  await wakeUp("job_a");
  await tryAgainAtOnce();
  const [message] = await lost.fetch("jobs");
  const driven = calls<string>();
  const worker = await work({ drive: noting(driven, ({ holder }) => holder, "more") });
  // As if its last sign of life were longer ago than it may be.
  await owner`update pgboss.job set heartbeat_on = now() - interval '11 seconds' where name = 'jobs'`;
  await driven.reach(2);
  expect(new Set(driven.all)).toEqual(new Set([worker.id]));
  expect(message && (await lost.complete("jobs", message))).toMatchObject({ affected: 0 });
});

test("a process that ends lets its call finish and hands the job on at once", async () => {
  const begun = calls<string>();
  const finished: string[] = [];
  const drive = async ({ holder, signal }: { holder: string; signal: AbortSignal }) => {
    begun.note(holder);
    if (!signal.aborted) await once(signal, "abort");
    finished.push(holder);
    return "more" as const;
  };
  const ending = await work({ pace: onlyNotified, drive });
  await wakeUp("job_a");
  await begun.reach(1);
  const staying = await work({ pace: onlyNotified, drive });
  await ending.stop();
  expect(finished).toEqual([ending.id]);
  await begun.reach(2);
  expect(begun.all).toEqual([ending.id, staying.id]);
});

test("a process whose call does not finish in time gives the message up", async () => {
  const logged = vi.spyOn(logger(), "warn").mockReturnValue();
  const begun = calls<string>();
  const hangs = Promise.withResolvers<"idle">();
  await wakeUp("job_a");
  await tryAgainAtOnce();
  const ending = await work({
    drainWithinMs: 10,
    drive: ({ holder }) => {
      begun.note(holder);
      return hangs.promise;
    },
  });
  await begun.reach(1);
  await ending.stop();
  const next = await work({ drive: noting(begun, ({ holder }) => holder) });
  await begun.reach(2);
  expect(begun.all).toEqual([ending.id, next.id]);
  hangs.resolve("idle");
  await expect.poll(states).toEqual(["completed"]);
  logged.mockRestore();
});

test("a delayed message is driven when its moment has come", async () => {
  const driven = calls<number>();
  const after = new Date(Date.now() + 400);
  await wakeUp("job_a", after);
  await work({ drive: noting(driven, () => Date.now()) });
  await driven.reach(1);
  expect(driven.all[0]).toBeGreaterThanOrEqual(after.getTime());
});
