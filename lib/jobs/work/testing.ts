import type { Sql } from "postgres";
import { afterEach } from "vitest";
import { db } from "@/lib/db/connection";
import { enqueue } from "@/lib/db/queue";
import type { Pace } from "./boss";
import type { Drive } from "./lanes";
import { startWork, type Worker, type WorkOptions } from "./start";

/** As quick as pg-boss allows. */
export const quickPace: Pace = { supervise: 1, schedules: 1, dueSchedules: 1, messages: 0.5 };
/** Whoever is not notified misses it. */
export const onlyNotified: Pace = { ...quickPace, messages: 600 };

/** Starts workers on a test database, stops them after each test, and empties the queues. */
export function workers(url: string, owner: Sql) {
  const running: Worker[] = [];
  afterEach(async () => {
    await Promise.all(running.splice(0).map((worker) => worker.stop()));
    await owner`delete from pgboss.schedule`;
    await owner`delete from pgboss.job`;
    await owner`update pgboss.version set cron_on = null`;
  });
  return async (options: Partial<WorkOptions>): Promise<Worker> => {
    const worker = await startWork({
      database: { url, asApplication: true },
      lanes: 4,
      drive: async () => "idle",
      chores: [],
      pace: quickPace,
      ...options,
    });
    running.push(worker);
    return worker;
  };
}

/** Has a job driven, in a transaction of its own. */
export async function wakeUp(jobId: string, after?: Date): Promise<void> {
  await db().transaction((tx) => enqueue(tx, "jobs", { jobId }, { key: jobId, ...(after && { after }) }));
}

/** A driver that has one thing of each turn noted, and then ends the turn. */
export function noting<Noted>(
  noted: Pick<Calls<Noted>, "note">,
  pick: (turn: Parameters<Drive>[0]) => Noted | Promise<Noted>,
  end: "idle" | "more" = "idle",
): Drive {
  return async (turn) => {
    noted.note(await pick(turn));
    return end;
  };
}

type Calls<Argument> = ReturnType<typeof calls<Argument>>;

/** Keeps what a function was called with that is called from elsewhere. */
export function calls<Argument>() {
  const all: Argument[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  return {
    all,
    note(argument: Argument) {
      all.push(argument);
      for (const { resolve } of waiting.filter(({ count }) => count <= all.length)) resolve();
    },
    /** Waits until there have been so many. */
    reach(count: number): Promise<void> {
      if (all.length >= count) return Promise.resolve();
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.push({ count, resolve });
      return promise;
    },
  };
}
