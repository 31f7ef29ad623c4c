import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { PgBoss } from "pg-boss";
import { applicationRole, type Database } from "../connection";
import { type QueueDefinition, queueSchema, queues, scheduleQueue } from "./definitions";
import { isEncrypted, poolOptions } from "./pool";

/** pg-boss builds indexes of large tables one after the other, at this pace. */
const buildEverySeconds = 10;
const lookEveryMs = 200;

/**
 * Brings pg-boss' schema and our queues up to date. The caller holds the lock of migrations.
 * @param url signs in as the owner
 * @param database a connection of the same user
 */
export async function migrateQueue(url: string, database: Database): Promise<void> {
  const encrypted = await isEncrypted(database);
  const boss = new PgBoss({
    ...poolOptions({ url, encrypted, maxConnections: 2, session: {} }),
    supervise: false,
    schedule: false,
    bamIntervalSeconds: buildEverySeconds,
  });
  let failure: unknown;
  boss.on("error", (error) => {
    failure = error;
  });
  try {
    await boss.start();
    for (const [name, wanted] of Object.entries(queues)) await keepQueue(boss, name, wanted);
    await keepQueue(boss, scheduleQueue.name, scheduleQueue.definition);
    while (await isBuilding(boss)) {
      if (failure !== undefined) throw failure;
      await sleep(lookEveryMs);
    }
  } finally {
    await boss.stop({ graceful: false });
  }
  await database.execute(grants);
}

async function keepQueue(boss: PgBoss, name: string, { policy, ...options }: QueueDefinition): Promise<void> {
  const queue = await boss.getQueue(name);
  if (queue === null) return await boss.createQueue(name, { policy, ...options });
  if (queue.policy !== policy)
    throw new Error(`The queue ${name} has another policy than this release needs.`);
  const kept = new Map<string, unknown>(Object.entries(queue));
  if (Object.entries(options).some(([option, value]) => kept.get(option) !== value))
    await boss.updateQueue(name, options);
}

/** Whether indexes are still to be built, which only the owner can do. */
async function isBuilding(boss: PgBoss): Promise<boolean> {
  const builds = await boss.getBamStatus();
  return builds.some(({ status, count }) => status !== "completed" && count > 0);
}

/**
 * What processes need that work as the application's role: to read and write what is in the queues, and nothing that
 * belongs to an owner. Tables of a later pg-boss get the same.
 */
const grants = sql.raw(`
do $$
begin
  if exists (select from pg_roles where rolname = '${applicationRole}') then
    grant usage on schema ${queueSchema} to ${applicationRole};
    grant select, insert, update, delete on all tables in schema ${queueSchema} to ${applicationRole};
    grant usage on all sequences in schema ${queueSchema} to ${applicationRole};
    grant execute on all functions in schema ${queueSchema} to ${applicationRole};
    alter default privileges in schema ${queueSchema}
      grant select, insert, update, delete on tables to ${applicationRole};
    alter default privileges in schema ${queueSchema} grant usage on sequences to ${applicationRole};
    alter default privileges in schema ${queueSchema} grant execute on functions to ${applicationRole};
  end if;
end
$$`);
