import { sql } from "drizzle-orm";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "@/lib/access/actor";
import { listEntries } from "@/lib/audit/read";
import { sweepStaleIntents } from "@/lib/audit/record";
import { stopSealing } from "@/lib/audit/seal";
import { db } from "@/lib/db/connection";
import {
  assignTo,
  driveToEnd,
  jobOf,
  jobsDatabase,
  somebody,
  started,
  targetsByState,
  targetsTo,
  timePasses,
  turn,
  turnThroughTrouble,
} from "./testing";
import { recountAll } from "./testing.recount";
import { RecordingVendor, type Reply, replies, rowsKind } from "./testing.vendor";

const { owner } = await jobsDatabase();
// What is cut here is cut between two statements: in the middle of a transaction, such as sealing, the driver may end
// the whole process (postgres 3.4.9, porsager/postgres#1208), which is what abandoned calls stand for elsewhere.
await stopSealing();
let admin: Actor;

beforeAll(async () => {
  admin = await somebody();
});
afterEach(async () => {
  // The driver has the first statement on a new connection answer for the one that was cut.
  const everyConnection = Array.from({ length: 40 }, () => db().execute(sql`select pg_sleep(0.01)`));
  await Promise.allSettled(everyConnection);
  await recountAll();
});

function bench() {
  const vendor = new RecordingVendor();
  return { vendor, kinds: { "tags.assign": rowsKind(vendor) } };
}

/** As when Postgres is started again. */
async function cutConnections(): Promise<void> {
  await owner`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and application_name = 'muniment'`;
}

/** Ends the statement of the console that comes to wait for a lock, and its transaction with it. */
async function cancelWhoeverWaits(): Promise<void> {
  for (;;) {
    const cancelled = await owner`
      select pg_cancel_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name = 'muniment' and wait_event_type = 'Lock'`;
    if (cancelled.length > 0) return;
  }
}

/** Drives on until the job is over, whatever our database does in between. */
async function driveThroughTrouble(jobId: string, kinds: ReturnType<typeof bench>["kinds"]) {
  for (let rounds = 0; rounds < 20; rounds++) {
    await turnThroughTrouble(jobId, kinds);
    const job = await jobOf(jobId);
    if (job.state === "done") return job;
    await timePasses(jobId);
  }
  throw new Error("the job never ends");
}

const onceEach = (count: number) => new Map(targetsTo(count).map((target) => [target, 1]));

describe("connections to our database that are cut", () => {
  const moments: [string, (reply: Reply) => Reply][] = [
    [
      "while a call is under way, before the vendor acts",
      (reply) => async (call) => {
        await cutConnections();
        return await reply(call);
      },
    ],
    [
      "just after the vendor acted",
      (reply) => async (call) => {
        const outcome = await reply(call);
        await cutConnections();
        return outcome;
      },
    ],
  ];

  test.each(moments)("%s: every row is carried out once in the end", async (_what, cutting) => {
    const { vendor, kinds } = bench();
    vendor.next(replies.done, cutting(replies.done), replies.done, cutting(replies.done));
    const job = await started(admin, assignTo(targetsTo(14)), kinds);
    expect(await driveThroughTrouble(job.id, kinds)).toMatchObject({ state: "done", rowsDone: 14 });
    expect(vendor.carriedOut).toEqual(onceEach(14));
  });

  test("or a transaction that is ended, in the middle of writing an outcome: it is not there, the rows are looked up and not sent again", async () => {
    const { vendor, kinds } = bench();
    const job = await started(admin, assignTo(targetsTo(6)), kinds);
    let driving: Promise<unknown> = Promise.resolve();
    const acted = Promise.withResolvers<void>();
    const locked = Promise.withResolvers<void>();
    vendor.next(async (call) => {
      const outcome = replies.done(call);
      acted.resolve();
      await locked.promise;
      return outcome;
    });
    driving = turn(job.id, kinds).catch((error: unknown) => error);
    await acted.promise;
    // Whoever writes the outcome has written the chunk when it comes to the job, and waits there.
    await owner.begin(async (tx) => {
      await tx`select from jobs where id = ${job.id} for update`;
      locked.resolve();
      await cancelWhoeverWaits();
    });
    expect(await driving).toBeInstanceOf(Error);
    expect(await targetsByState(job.id)).toMatchObject({ sent: ["r1", "r2", "r3"] });
    await recountAll();
    await timePasses(job.id);
    expect(await driveToEnd(job.id, kinds)).toMatchObject({ state: "done", rowsDone: 6 });
    expect(vendor.lookedUp).toEqual([["r1", "r2", "r3"]]);
    expect(vendor.carriedOut).toEqual(onceEach(6));
  });

  test("before the outcome is on record leave the audit history complete, too", async () => {
    const { vendor, kinds } = bench();
    vendor.next(async (call) => {
      const outcome = replies.done(call);
      await owner`revoke insert on audit_entries from muniment_app`;
      return outcome;
    });
    const job = await started(admin, assignTo(targetsTo(3)), kinds);
    await turn(job.id, kinds);
    await owner`grant insert on audit_entries to muniment_app`;
    expect(await jobOf(job.id)).toMatchObject({ state: "done", rowsDone: 3 });
    await sweepStaleIntents(new Date(Date.now() + 60 * 60_000));
    const { items } = await listEntries({ jobId: job.id, action: "tags.assign" }, { size: 10 });
    expect(items.map(({ outcome }) => outcome)).toEqual(["unknown", "intent"]);
  });
});

test("a database that does not let anybody in has the turn fail, so that the queue tries again", async () => {
  const { vendor, kinds } = bench();
  const job = await started(admin, assignTo(targetsTo(3)), kinds);
  await owner`revoke select on jobs from muniment_app`;
  try {
    await expect(turn(job.id, kinds)).rejects.toThrow();
  } finally {
    await owner`grant select on jobs to muniment_app`;
  }
  expect(vendor.calls).toEqual([]);
  expect(await driveToEnd(job.id, kinds)).toMatchObject({ state: "done", rowsDone: 3 });
});
