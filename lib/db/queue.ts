import "server-only";
import type { Transaction } from "./connection";

/** What the messages of each queue carry. */
export interface QueueMessages {
  /** Somebody is to go on with this job. */
  jobs: { jobId: string };
  /** It is time for this chore. */
  chores: { chore: string };
}
export type QueueName = keyof QueueMessages;

export interface EnqueueOptions {
  /**
   * Of messages with one key, one waits at most, and one is worked on at a time. (Two can be when a delayed one or one
   * that is tried again comes due at the very moment another is taken: nothing may depend on it.)
   */
  key: string;
  /** Not before this moment, by the database's clock. */
  after?: Date;
}

/** Sends messages. Made by `openQueue`, which alone loads pg-boss: what Next bundles gets by without it. */
export interface Queue {
  enqueue<Name extends QueueName>(
    tx: Transaction,
    queue: Name,
    message: QueueMessages[Name],
    options: EnqueueOptions,
  ): Promise<void>;
  close(): Promise<void>;
}

const holder = globalThis as { munimentQueue?: Queue };

/**
 * Sends a message once the transaction is committed, and not at all if it is rolled back. Whoever takes it up sees what
 * the transaction has done. A message with this key that waits already stands for both. Messages for different moments
 * wait side by side. Others who send with the same key wait for the transaction: do it last.
 * @throws when the queue cannot be reached; the transaction is lost then
 */
export async function enqueue<Name extends QueueName>(
  tx: Transaction,
  queue: Name,
  message: QueueMessages[Name],
  options: EnqueueOptions,
): Promise<void> {
  const open = holder.munimentQueue;
  if (open === undefined) {
    throw new Error(
      "The queue is not open. The console is started by npm run demo, npm run dev or npm start.",
    );
  }
  await open.enqueue(tx, queue, message, options);
}

/** From now on this process sends by this queue; for `openQueue`. */
export async function setQueue(queue: Queue): Promise<void> {
  await closeQueue();
  holder.munimentQueue = queue;
}

/** Ends what `openQueue` opened, if anything. */
export async function closeQueue(): Promise<void> {
  const open = holder.munimentQueue;
  holder.munimentQueue = undefined;
  await open?.close();
}
