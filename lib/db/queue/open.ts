import "server-only";
import { sql } from "drizzle-orm";
import { fromDrizzle, PgBoss } from "pg-boss";
import { db, type Transaction } from "../connection";
import { type EnqueueOptions, type Queue, type QueueMessages, type QueueName, setQueue } from "../queue";

/**
 * Lets this process send messages, over the database that is open: `enqueue` works from now on. Whether it also takes
 * messages is the worker's business.
 * @throws when the queue's schema is not that of this release
 */
export async function openQueue(): Promise<void> {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => fromDrizzle(db(), sql).executeSql(text, values) },
    migrate: false,
    createSchema: false,
    supervise: false,
    schedule: false,
  });
  // Nothing but reading again which queues there are can fail on the side; they are the same as before then.
  boss.on("error", () => {});
  try {
    await boss.start();
  } catch (error) {
    await boss.stop({ graceful: false });
    throw new Error("The queue in the database is not of this release of Muniment. Start the newest one.", {
      cause: error,
    });
  }
  await setQueue(sendingBy(boss));
}

function sendingBy(boss: PgBoss): Queue {
  return {
    async enqueue<Name extends QueueName>(
      tx: Transaction,
      queue: Name,
      message: QueueMessages[Name],
      { key, after }: EnqueueOptions,
    ) {
      const options = {
        // What counts as the same message: a moment of its own makes it another one.
        singletonKey: after === undefined ? key : `${key}@${after.toISOString()}`,
        // Brings one forward that waits for its next try.
        startAfter: after ?? 0,
        // What is worked on one at a time.
        group: { id: key },
        db: fromDrizzle(tx, sql),
      };
      for (;;) {
        // A message that waits already is locked by being written to: nobody takes it up before this transaction is
        // committed. Merely finding it there would not do: it could be done with before the others see what is new.
        const { updated, inserted } = await boss.upsert(queue, message, options);
        if (updated + inserted > 0) return;
        // Somebody else's was in the way of ours and was taken up before we could write to it.
      }
    },
    close: () => boss.stop({ graceful: false }),
  };
}
