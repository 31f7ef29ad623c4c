import "server-only";
import { sql } from "drizzle-orm";
import { fromDrizzle, type Job, type PgBoss } from "pg-boss";
import { z } from "zod";
import { db } from "@/lib/db/connection";
import { enqueue } from "@/lib/db/queue";
import { logger } from "@/lib/log";

/**
 * Goes on with one job until its turn is over, or the signal ends it.
 * @returns "more" when there is more to do, "idle" when somebody has to wake the job again
 */
export type Drive = (turn: {
  jobId: string;
  /** Names this process. */
  holder: string;
  /** Aborted when the process is to end, or the message was taken over by another one. */
  signal: AbortSignal;
}) => Promise<"idle" | "more">;

export interface Lanes {
  /** Messages this process works on at the same time. */
  count: number;
  drive: Drive;
  holder: string;
  /** Aborted when the process is to end. */
  stopping: AbortSignal;
  /** Seconds between two looks for messages that nobody was notified of. */
  lookEverySeconds: number;
}

const jobMessage = z.object({ jobId: z.string() });
/** pg-boss' own type leaves out what is in it. */
const response = z.object({ affected: z.number() });

/** Begins to work on the messages of the queue "jobs". */
export async function openLanes(boss: PgBoss, lanes: Lanes): Promise<void> {
  for (let count = 0; count < lanes.count; count += 1) await openLane(boss, lanes);
}

async function openLane(boss: PgBoss, lanes: Lanes): Promise<void> {
  const looking = {
    pollingIntervalSeconds: lanes.lookEverySeconds,
    notifyPollingIntervalSeconds: lanes.lookEverySeconds,
    // Messages are grouped by their key: one of each at a time, in all processes.
    groupConcurrency: 1,
  };
  const id = await boss.work<unknown, void>("jobs", looking, async ([message]: Job<unknown>[]) => {
    try {
      if (message !== undefined) await takeTurn(boss, lanes, message);
    } finally {
      // A lane that had something to do looks again before it waits: nobody is notified of what was waiting already.
      boss.notifyWorker(id);
    }
  });
}

async function takeTurn(
  boss: PgBoss,
  { drive, holder, stopping }: Lanes,
  message: Job<unknown>,
): Promise<void> {
  const { jobId } = jobMessage.parse(message.data);
  const signal = AbortSignal.any([message.signal, stopping]);
  try {
    const turn = await drive({ jobId, holder, signal });
    if (turn === "more") await sendAgain(boss, message, jobId);
  } catch (error) {
    logger().error({ error, jobId }, "a job could not be driven; it is tried again");
    // The queue keeps what it is told, and the error's own words may hold anything.
    throw new Error("The log of the process says why.");
  }
}

/**
 * Puts the message behind all others, at once for whoever is free: in one transaction, so that nobody finds it waiting
 * while it still counts as being worked on. Nothing happens when another process has taken it over.
 */
async function sendAgain(boss: PgBoss, message: Job<unknown>, jobId: string): Promise<void> {
  await db().transaction(async (tx) => {
    const settled = await boss.complete("jobs", message, null, { db: fromDrizzle(tx, sql) });
    if (response.parse(settled).affected === 0) return;
    await enqueue(tx, "jobs", { jobId }, { key: message.groupId ?? jobId });
  });
}
