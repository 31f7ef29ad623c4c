import { expect, test, vi } from "vitest";
import { testDatabase } from "@/lib/db/testing";
import { logger } from "@/lib/log";
import { wakeStranded } from "./stranded";
import { calls, wakeUp, workers } from "./testing";

const { url, owner } = await testDatabase();
const work = workers(url, owner);

test("jobs that no message stands for are woken, once for each driver they may have", async () => {
  const logged = vi.spyOn(logger(), "warn").mockReturnValue();
  await wakeUp("job_waits", new Date(Date.now() + 3_600_000));
  await wakeUp("job_done");
  await wakeUp("job_runs");
  const driven = calls<string>();
  const end = Promise.withResolvers<"idle">();
  const worker = await work({
    drive: async ({ jobId }) => {
      driven.note(jobId);
      return jobId === "job_runs" ? await end.promise : "idle";
    },
  });
  await driven.reach(2);
  await expect
    .poll(async () => await owner`select state from pgboss.job where data ->> 'jobId' = 'job_done'`)
    .toEqual([{ state: "completed" }]);
  const stopped = worker.stop();

  const jobs = ["job_waits", "job_runs", "job_done", "job_lost"].map((jobId) => ({ jobId, lanes: 2 }));
  expect(await wakeStranded(async () => jobs)).toBe(2);
  expect(await wakeStranded(async () => jobs)).toBe(0);
  expect(logged).toHaveBeenCalledExactlyOnceWith({ jobIds: ["job_done", "job_lost"] }, expect.any(String));
  const waiting = await owner`
    select data ->> 'jobId' as job, group_id as key from pgboss.job
    where name = 'jobs' and state = 'created' and start_after <= now() order by group_id`;
  expect([...waiting]).toEqual([
    { job: "job_done", key: "job_done#1" },
    { job: "job_done", key: "job_done#2" },
    { job: "job_lost", key: "job_lost#1" },
    { job: "job_lost", key: "job_lost#2" },
  ]);
  end.resolve("idle");
  await stopped;
  logged.mockRestore();
});

test("nothing is asked of the queue while no job should run", async () => {
  expect(await wakeStranded(async () => [])).toBe(0);
});
