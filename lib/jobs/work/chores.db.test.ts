import { PgBoss } from "pg-boss";
import { expect, test, vi } from "vitest";
import { poolOptions } from "@/lib/db/queue/pool";
import { testDatabase } from "@/lib/db/testing";
import { logger } from "@/lib/log";
import { chores } from "../maintenance";
import type { Chore } from "./chores";
import { calls, workers } from "./testing";

const { url, owner } = await testDatabase();
const work = workers(url, owner);

const everyMinute = (name: string, run: Chore["run"]): Chore => ({ name, schedule: "* * * * *", run });

/** How many times of the schedule have come since the queues were empty. */
async function dueTimes(): Promise<number> {
  const [row] = await owner`
    select count(distinct singleton_on)::int as times from pgboss.job where name = '__pgboss__send-it'`;
  return row?.times ?? 0;
}

/** Waits until schedules were looked at so often, by whichever process. */
async function passes(count: number): Promise<void> {
  const seen = new Set<string>();
  await expect
    .poll(
      async () => {
        const [row] = await owner`select cron_on::text as at from pgboss.version`;
        if (row?.at) seen.add(row.at);
        return seen.size;
      },
      { interval: 50, timeout: 10_000 },
    )
    .toBeGreaterThanOrEqual(count);
}

test("a chore is done once for all processes, however often they look", async () => {
  const runs = calls<string>();
  const chore = everyMinute("count", async () => runs.note("run"));
  await Promise.all([work({ chores: [chore] }), work({ chores: [chore] }), work({ chores: [chore] })]);
  await runs.reach(1);
  await passes(3);
  // Another minute may have begun in between.
  await expect.poll(async () => runs.all.length - (await dueTimes()), { timeout: 5_000 }).toBe(0);
  expect(runs.all.length).toBeLessThanOrEqual(2);
});

test("a chore that fails is logged, keeps no other from being done, and is done again when it is due", async () => {
  const warned = calls<unknown>();
  const logged = vi.spyOn(logger(), "warn").mockImplementation((fields) => warned.note(fields));
  const failing = everyMinute("fail", () => Promise.reject(new Error("secret words")));
  const done = calls<string>();
  const worker = await work({ chores: [failing, everyMinute("other", async () => done.note("done"))] });
  await Promise.all([warned.reach(1), done.reach(1)]);
  expect(warned.all[0]).toMatchObject({ chore: "fail", error: { message: "secret words" } });
  expect(await owner`select from pgboss.job where output::text like '%secret%'`).toHaveLength(0);
  await worker.stop();

  // The next minute has come.
  await owner`update pgboss.job set singleton_on = singleton_on - interval '1 minute'`;
  await owner`update pgboss.version set cron_on = null`;
  await work({ chores: [failing] });
  await warned.reach(2);
  logged.mockRestore();
});

test("the schedules in the database are those of this release", async () => {
  const older = new PgBoss({
    ...poolOptions({ url, encrypted: false, maxConnections: 1, session: {} }),
    migrate: false,
    supervise: false,
    schedule: false,
  });
  await older.start();
  await older.schedule("chores", "0 0 1 1 *", {}, { key: "long-gone" });
  await older.stop({ graceful: false });
  await work({ chores });
  const kept = await owner`select key, cron from pgboss.schedule where name = 'chores'`;
  expect(new Map(kept.map(({ key, cron }) => [key, cron]))).toEqual(
    new Map(chores.map(({ name, schedule }) => [name, schedule])),
  );
});

test("every chore of this release can be done by the application's role", async () => {
  const { signal } = new AbortController();
  for (const { run } of chores) await run(signal);
});
