import "server-only";
import { PgBoss } from "pg-boss";
import { applicationRole, db } from "@/lib/db/connection";
import { isEncrypted, poolOptions } from "@/lib/db/queue/pool";
import { logger } from "@/lib/log";

/** The database as this process reaches it. */
export interface WorkDatabase {
  url: string;
  /** Whether to work as the application's role, as `openDatabase` said. */
  asApplication: boolean;
}

/** How often pg-boss looks, in seconds. */
export interface Pace {
  /** For messages whose process shows no life any more; every process looks, one at a time. */
  supervise: number;
  /** For schedules that have come due. */
  schedules: number;
  /** For what fell due before that. */
  dueSchedules: number;
  /** For messages that nobody was notified of: delayed ones, and those that are tried again. */
  messages: number;
}

/** A message of a process that was killed is taken over within half a minute: 10 s without life, this, and a retry. */
export const everydayPace: Pace = { supervise: 5, schedules: 30, dueSchedules: 5, messages: 2 };

/** Like trouble of the same kind is logged at most this often: four lanes would tell of one outage twice a second. */
const troubleEveryMs = 30_000;

/** As on the console's own connections: a bug must not hold a connection or a lock for ever. */
const session = {
  statement_timeout: "60000",
  lock_timeout: "10000",
  idle_in_transaction_session_timeout: "60000",
};

/** pg-boss for a process that takes messages. Not started. The database must be open. */
export async function makeBoss({ url, asApplication }: WorkDatabase, pace: Pace): Promise<PgBoss> {
  const boss = new PgBoss({
    ...poolOptions({
      url,
      encrypted: await isEncrypted(db()),
      maxConnections: 3,
      session: asApplication ? { ...session, role: applicationRole } : session,
    }),
    // All that needs the owner is done before, with the migrations.
    migrate: false,
    createSchema: false,
    reindex: false,
    monitorVacuum: false,
    useListenNotify: true,
    superviseIntervalSeconds: pace.supervise,
    monitorIntervalSeconds: pace.supervise,
    maintenanceIntervalSeconds: 10 * 60,
    cronMonitorIntervalSeconds: pace.schedules,
    cronWorkerIntervalSeconds: pace.dueSchedules,
    // We send no messages that wait for one another.
    flowIntervalSeconds: 24 * 60 * 60,
  });
  const toldAt = new Map<string, number>();
  boss.on("error", (error) => {
    // Ends with the ids of the queue and the lane.
    const kind = error.message.replace(/ \(Queue: .*\)$/s, "");
    const now = performance.now();
    if (now - (toldAt.get(kind) ?? Number.NEGATIVE_INFINITY) < troubleEveryMs) return;
    toldAt.set(kind, now);
    // Some arrive as plain objects that were copied from an error.
    const said = error instanceof Error ? error : Object.assign(new Error(kind), error);
    logger().warn({ error: said }, "the queue is in trouble; it goes on by itself");
  });
  boss.on("warning", ({ message, data }) => logger().warn({ data }, message));
  return boss;
}
