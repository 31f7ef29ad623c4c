import type { Queue } from "pg-boss";
import type { QueueName } from "../queue";

/** The schema that pg-boss keeps its tables in. */
export const queueSchema = "pgboss";

/** "For ever", in the column's integer. */
const withoutEnd = 2_147_483_647;
const hour = 60 * 60;

export type QueueDefinition = Omit<Queue, "name" | "partition" | "deadLetter">;

/** The queues there are. The policy of a queue cannot be changed once it exists; everything else can. */
export const queues: Record<QueueName, QueueDefinition> = {
  jobs: {
    // One waits per key. That one is worked on at a time is seen to when a message is fetched: the policies that keep
    // it by themselves hold a key back for up to a minute after its message ended ("stately"), or let a message whose
    // turn has not come stand in the way of all others.
    policy: "short",
    notify: true,
    // A mistake of ours or Postgres being away must not end a job: it is tried until it works.
    retryLimit: withoutEnd,
    retryBackoff: true,
    retryDelay: 1,
    retryDelayMax: 60,
    // A process that ended without a word is found by it. pg-boss allows nothing shorter.
    heartbeatSeconds: 10,
    // Longer than the longest preparation of a plan: what takes long is not lost as long as its process shows life.
    expireInSeconds: 24 * hour,
    retentionSeconds: 30 * 24 * hour,
    deleteAfterSeconds: hour,
  },
  chores: {
    // A chore that is waiting or running is not begun a second time.
    policy: "exclusive",
    notify: true,
    // It comes round again by itself.
    retryLimit: 0,
    heartbeatSeconds: 10,
    expireInSeconds: hour,
    retentionSeconds: hour,
    deleteAfterSeconds: hour,
  },
};

/**
 * pg-boss' own queue of what its schedules have due. It would keep a week of it, all of which is looked through every
 * few seconds; it serves to make no occurrence twice, which is over within minutes.
 */
export const scheduleQueue = {
  name: "__pgboss__send-it",
  definition: { policy: "standard", deleteAfterSeconds: hour } satisfies QueueDefinition,
};
