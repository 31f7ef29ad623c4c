import "server-only";
import type { Job, PgBoss } from "pg-boss";
import { z } from "zod";
import { logger } from "@/lib/log";

/** Something that is done now and then, once for the whole installation. */
export interface Chore {
  /** Letters and hyphens. */
  name: string;
  /** Cron, in UTC; never more often than once a minute. */
  schedule: string;
  /** The signal tells a long one that the process is to end, or that its time is over. */
  run(signal: AbortSignal): Promise<unknown>;
}

const choreMessage = z.object({ chore: z.string() });
/** A long one does not hold up those of every minute. */
const atOnce = 2;

export interface ChoreOptions {
  chores: readonly Chore[];
  /** Seconds between two looks for messages that nobody was notified of. */
  lookEverySeconds: number;
  /** Aborted when the process is to end. */
  stopping: AbortSignal;
}

/** Makes the schedules in the database those of this release, and begins to do what falls due. */
export async function openChores(
  boss: PgBoss,
  { chores, lookEverySeconds, stopping }: ChoreOptions,
): Promise<void> {
  await keepSchedules(boss, chores);
  await boss.work<unknown, void>(
    "chores",
    {
      pollingIntervalSeconds: lookEverySeconds,
      notifyPollingIntervalSeconds: lookEverySeconds,
      localConcurrency: atOnce,
    },
    async ([message]: Job<unknown>[]) => {
      const { chore: name } = choreMessage.parse(message?.data);
      const chore = chores.find((known) => known.name === name);
      // Of another release, whose processes run beside this one for a while.
      if (message === undefined || chore === undefined) return;
      await carryOut(chore, AbortSignal.any([message.signal, stopping]));
    },
  );
}

async function keepSchedules(boss: PgBoss, chores: readonly Chore[]): Promise<void> {
  for (const { name, schedule } of chores) {
    await boss.schedule("chores", schedule, { chore: name }, { key: name, singletonKey: name });
  }
  const known = new Set(chores.map(({ name }) => name));
  for (const { key } of await boss.getSchedules("chores")) {
    if (!known.has(key)) await boss.unschedule("chores", key);
  }
}

async function carryOut({ name, run }: Chore, signal: AbortSignal): Promise<void> {
  try {
    await run(signal);
  } catch (error) {
    logger().warn({ error, chore: name }, "a chore failed; it is done again when it is due the next time");
    // The queue keeps what it is told, and the error's own words may hold anything.
    throw new Error("The log of the process says why.");
  }
}
