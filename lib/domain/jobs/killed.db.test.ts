import { afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "@/lib/access/actor";
import { listEntries } from "@/lib/audit/read";
import { sweepStaleIntents } from "@/lib/audit/record";
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
} from "./testing";
import { recountAll } from "./testing.recount";
import { fails, RecordingVendor, type Reply, refuses, replies, rowsKind } from "./testing.vendor";

const { owner } = await jobsDatabase();
let admin: Actor;

beforeAll(async () => {
  admin = await somebody();
});
afterEach(recountAll);

function bench() {
  const vendor = new RecordingVendor();
  return { vendor, kinds: { "tags.assign": rowsKind(vendor) } };
}

const onceEach = (count: number) => new Map(targetsTo(count).map((target) => [target, 1]));

/** Has every statement fail that writes what became of a call, as when Postgres is gone, until it is given back. */
const takeAway = () => owner`revoke update on jobs, job_chunks from muniment_app`;
const giveBack = () => owner`grant update on jobs, job_chunks to muniment_app`;

/** Ends the statement of the console that comes to wait for a lock, and its transaction with it. */
async function cancelWhoeverWaits(): Promise<void> {
  for (;;) {
    const cancelled = await owner`
      select pg_cancel_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name = 'muniment' and wait_event_type = 'Lock'`;
    if (cancelled.length > 0) return;
  }
}

describe("a database that goes away while a call is under way", () => {
  const answers: [string, Reply, number][] = [
    ["carries it out", replies.done, 1],
    ["refuses it", refuses("No"), 2],
    ["is away as well", fails({ kind: "unavailable" }), 2],
    ["meets a mistake of ours", replies.bug, 2],
  ];

  test.each(answers)(
    "has the turn fail when the vendor %s; its rows are looked up later, and each is carried out once",
    async (_what, reply, calls) => {
      const { vendor, kinds } = bench();
      vendor.next(async (call) => {
        await takeAway();
        return reply(call);
      });
      const job = await started(admin, assignTo(targetsTo(3)), kinds);
      await expect(turn(job.id, kinds)).rejects.toThrow();
      await giveBack();
      expect(await targetsByState(job.id)).toEqual({ sent: ["r1", "r2", "r3"] });
      // Whoever drives it at once finds it in the hands of the one that failed, until its lease has run out.
      expect(await turn(job.id, kinds)).toBe("idle");
      await recountAll();
      expect(vendor.calls).toHaveLength(1);
      await timePasses(job.id);
      expect(await driveToEnd(job.id, kinds)).toMatchObject({ state: "done", rowsDone: 3 });
      expect(vendor.lookedUp).toEqual([["r1", "r2", "r3"]]);
      expect(vendor.calls).toHaveLength(calls);
      expect(vendor.carriedOut).toEqual(onceEach(3));
    },
  );

  test("in the very middle of writing an outcome leaves nothing of it", async () => {
    const { vendor, kinds } = bench();
    const job = await started(admin, assignTo(targetsTo(6)), kinds);
    const acted = Promise.withResolvers<void>();
    const locked = Promise.withResolvers<void>();
    vendor.next(async (call) => {
      const outcome = replies.done(call);
      acted.resolve();
      await locked.promise;
      return outcome;
    });
    const driving = turn(job.id, kinds).catch((error: unknown) => error);
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

  test("before the outcome is on record leaves the audit history complete, too", async () => {
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

test("a database that lets nobody in has the turn fail before anything is sent", async () => {
  const { vendor, kinds } = bench();
  const job = await started(admin, assignTo(targetsTo(3)), kinds);
  await takeAway();
  await expect(turn(job.id, kinds)).rejects.toThrow();
  await giveBack();
  expect(vendor.calls).toEqual([]);
  expect(await driveToEnd(job.id, kinds)).toMatchObject({ state: "done", rowsDone: 3 });
  expect(vendor.lookedUp).toEqual([]);
});
