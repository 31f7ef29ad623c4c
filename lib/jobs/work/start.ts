import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { newId } from "@/lib/db/ids";
import { everydayPace, makeBoss, type Pace, type WorkDatabase } from "./boss";
import { type Chore, openChores } from "./chores";
import { type Drive, openLanes } from "./lanes";

export interface WorkOptions {
  database: WorkDatabase;
  /** Jobs that are driven at the same time. */
  lanes: number;
  drive: Drive;
  chores: readonly Chore[];
  /** How often to look where nobody is notified. */
  pace?: Pace;
  /** How long `stop` waits for what runs. */
  drainWithinMs?: number;
}

/** A process at work. */
export interface Worker {
  /** Names it among all processes, as in `holder`. */
  id: string;
  /**
   * Takes nothing more, tells what runs to come to an end, and waits for that. What could not finish in time goes on
   * elsewhere. May be called more than once.
   */
  stop(): Promise<void>;
}

/** Within the 30 s that a process has to end. */
const drainWithinMsDefault = 25_000;

/**
 * Begins to take messages: drives jobs and does chores until it is stopped. The database must be open, and the queue.
 * @throws when the database cannot be reached, or its queue is of another release
 */
export async function startWork({
  database,
  lanes: count,
  drive,
  chores,
  pace = everydayPace,
  drainWithinMs = drainWithinMsDefault,
}: WorkOptions): Promise<Worker> {
  const boss = await makeBoss(database, pace);
  const stopping = new AbortController();
  const id = newId("wrk");
  const end = async () => {
    stopping.abort();
    const ended = Promise.all(["jobs", "chores"].map((queue) => boss.offWork(queue)));
    const overdue = new AbortController();
    await Promise.race([ended, sleep(drainWithinMs, undefined, { signal: overdue.signal }).catch(() => {})]);
    overdue.abort();
    await boss.stop({ graceful: false });
  };
  try {
    await boss.start();
    await openChores(boss, {
      chores,
      lookEverySeconds: pace.messages,
      stopping: stopping.signal,
    });
    await openLanes(boss, {
      count,
      drive,
      holder: id,
      stopping: stopping.signal,
      lookEverySeconds: pace.messages,
    });
  } catch (error) {
    await end();
    throw error;
  }
  let ending: Promise<void> | undefined;
  return {
    id,
    stop() {
      ending ??= end();
      return ending;
    },
  };
}
