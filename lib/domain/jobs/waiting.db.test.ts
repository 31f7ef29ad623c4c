import { eq, sql } from "drizzle-orm";
import { afterEach, beforeAll, expect, test } from "vitest";
import { notices } from "@/drizzle/schema/jobs";
import type { Actor } from "@/lib/access/actor";
import { db } from "@/lib/db/connection";
import { pauseJob, resumeJob, retryRows, stopJob } from "./control";
import type { LookedUp, Row, RowOutcome, RowsKind } from "./kind";
import { waitFirstMs } from "./limits";
import type { JobRecord } from "./record";
import {
  act,
  assignTo,
  driveToEnd,
  jobOf,
  jobsDatabase,
  rowsOfJob,
  somebody,
  started,
  targetsByState,
  targetsTo,
  timePasses,
  turn,
} from "./testing";
import { recountAll } from "./testing.recount";
import { RecordingVendor, rowsKind, vendorError } from "./testing.vendor";

await jobsDatabase();
let admin: Actor;

beforeAll(async () => {
  admin = await somebody();
});
afterEach(recountAll);

const forDevice: RowOutcome = { state: "waiting", words: "For the device to call home." };

/** A vendor that takes orders, and carries each out when the test says so. */
function bench(changes: Partial<RowsKind<"tags.assign">> = {}) {
  const vendor = new RecordingVendor();
  const outcomes = new Map<string, RowOutcome>();
  vendor.onLookUp = (rows) => outcomesOf(rows, outcomes);
  const send = async () => forDevice;
  return {
    vendor,
    outcomes,
    kinds: { "tags.assign": rowsKind(vendor, { finishes: "later", send, ...changes }) },
  };
}

function outcomesOf(rows: readonly Row[], outcomes: Map<string, RowOutcome>): LookedUp {
  return new Map(rows.map(({ ordinal, target }) => [ordinal, outcomes.get(target) ?? forDevice]));
}

async function nextLookMs(job: JobRecord): Promise<number> {
  const [{ ms } = { ms: 0 }] = await db().execute<{ ms: number }>(sql`
    select (extract(epoch from resumes_at - now()) * 1000)::float8 as ms from jobs where id = ${job.id}`);
  return ms;
}

test("rows that wait are looked at until each has come to its end; then the job is done", async () => {
  const { vendor, outcomes, kinds } = bench();
  const job = await started(admin, assignTo(targetsTo(5)), kinds);
  await turn(job.id, kinds);
  expect(await jobOf(job.id)).toMatchObject({ state: "running", rowsWaiting: 5, callsMade: 2 });
  expect(vendor.lookedUp).toEqual([
    ["r1", "r2", "r3"],
    ["r4", "r5"],
  ]);
  outcomes.set("r1", { state: "done" }).set("r4", { state: "failed", words: "The device is gone." });
  await timePasses(job.id);
  await turn(job.id, kinds);
  expect(await targetsByState(job.id)).toEqual({ done: ["r1"], failed: ["r4"], waiting: ["r2", "r3", "r5"] });
  vendor.lookedUp.length = 0;
  outcomes.set("r2", { state: "unknown", words: "The vendor forgot it." }).set("r3", { state: "done" });
  outcomes.set("r5", { state: "done" });
  await timePasses(job.id);
  await turn(job.id, kinds);
  expect(vendor.lookedUp).toEqual([["r2", "r3", "r5"]]);
  expect(await jobOf(job.id)).toMatchObject({
    state: "done",
    rowsWaiting: 0,
    rowsDone: 3,
    rowsFailed: 1,
    rowsUnknown: 1,
  });
  expect((await rowsOfJob(job.id)).map(({ words }) => words)).toEqual([
    null,
    "The vendor forgot it.",
    null,
    "The device is gone.",
    null,
  ]);
  expect(
    await db()
      .select()
      .from(notices)
      .where(eq(notices.href, `/jobs/${job.id}`)),
  ).toMatchObject([{ kind: "attention", words: "3 devices done, 1 failed, 1 with an unknown outcome." }]);
});

test("the time between two looks grows while nothing happens, and begins anew when something has", async () => {
  const { outcomes, kinds } = bench();
  const job = await started(admin, assignTo(targetsTo(3)), kinds);
  const waits: number[] = [];
  for (let looks = 0; looks < 4; looks++) {
    if (looks === 3) outcomes.set("r1", { state: "done" });
    await turn(job.id, kinds);
    waits.push(await nextLookMs(job));
    const [message] = await db().execute<{ same: boolean }>(sql`
      select exists (select from pgboss.job join jobs on jobs.id = data ->> 'jobId'
        where jobs.id = ${job.id} and start_after = resumes_at) as same`);
    expect(message?.same).toBe(true);
    await timePasses(job.id);
  }
  for (const [index, factor] of [2, 4, 8, 1].entries()) {
    expect(waits[index]).toBeGreaterThan(waitFirstMs * factor * 0.8);
    expect(waits[index]).toBeLessThanOrEqual(waitFirstMs * factor);
  }
});

test("nobody looks before it is time", async () => {
  const { vendor, kinds } = bench();
  const job = await started(admin, assignTo(targetsTo(3)), kinds);
  await turn(job.id, kinds);
  await turn(job.id, kinds);
  expect(vendor.lookedUp).toHaveLength(1);
});

test("nobody looks while somebody else does, however long that takes", async () => {
  const { vendor, kinds } = bench();
  const job = await started(admin, assignTo(targetsTo(9)), kinds);
  const looks = Array.from({ length: 3 }, () => ({
    arrived: Promise.withResolvers<void>(),
    answer: Promise.withResolvers<void>(),
  }));
  let looked = 0;
  vendor.onLookUp = async (rows) => {
    const look = looks[looked++];
    look?.arrived.resolve();
    await look?.answer.promise;
    return outcomesOf(rows, new Map());
  };
  const first = turn(job.id, kinds, "first");
  await looks[0]?.arrived.promise;
  await turn(job.id, kinds, "second");
  looks[0]?.answer.resolve();
  await looks[1]?.arrived.promise;
  // A look at many rows goes on for longer than one reservation: each page of it makes a new one.
  expect(await nextLookMs(job)).toBeGreaterThan(waitFirstMs / 2);
  await turn(job.id, kinds, "second");
  expect(looked).toBe(2);
  // Somebody for whom time has run out finds that out, and goes no further.
  await timePasses(job.id);
  const second = turn(job.id, kinds, "second");
  await looks[2]?.arrived.promise;
  looks[1]?.answer.resolve();
  expect(await first).toBe("idle");
  expect(looked).toBe(3);
  looks[2]?.answer.resolve();
  await second;
  expect(vendor.lookedUp).toHaveLength(5);
});

test("a vendor that is away while it is looked at is asked again later; what was found stays", async () => {
  const { vendor, outcomes, kinds } = bench();
  const job = await started(admin, assignTo(targetsTo(6)), kinds);
  for (const target of targetsTo(6)) outcomes.set(target, { state: "done" });
  let looks = 0;
  vendor.onLookUp = (rows) => {
    looks += 1;
    if (looks === 2) throw vendorError({ kind: "unavailable" });
    return outcomesOf(rows, outcomes);
  };
  await turn(job.id, kinds);
  expect(await jobOf(job.id)).toMatchObject({ state: "running", rowsDone: 3, rowsWaiting: 3 });
  expect(await nextLookMs(job)).toBeGreaterThan(0);
  expect(await driveToEnd(job.id, kinds)).toMatchObject({ state: "done", rowsDone: 6 });
});

test.each([
  [
    "is not let in any more",
    vendorError({ kind: "denied", vendorText: "Invalid key" }),
    "vendor_denied",
    "Invalid key",
  ],
  ["makes a mistake", new TypeError("undefined is not a function"), "internal", "log of this installation"],
])("a look that %s pauses the job until somebody has mended that", async (_what, error, reason, words) => {
  const { vendor, kinds } = bench();
  const job = await started(admin, assignTo(targetsTo(3)), kinds);
  vendor.onLookUp = () => {
    throw error;
  };
  await turn(job.id, kinds);
  expect(await jobOf(job.id)).toMatchObject({
    state: "paused",
    reason,
    words: expect.stringContaining(words),
    rowsWaiting: 3,
    resumesAt: null,
  });
  await turn(job.id, kinds);
  expect(vendor.lookedUp).toHaveLength(1);
});

test("a paused job looks at nothing, and a resumed one at once", async () => {
  const { vendor, outcomes, kinds } = bench();
  const job = await started(admin, assignTo(targetsTo(3)), kinds);
  await turn(job.id, kinds);
  await act(admin, "jobs.pause", (permit) => pauseJob(permit, admin, job.id));
  await turn(job.id, kinds);
  expect(vendor.lookedUp).toHaveLength(1);
  for (const target of targetsTo(3)) outcomes.set(target, { state: "done" });
  await act(admin, "jobs.resume", (permit) => resumeJob(permit, admin, job.id, kinds));
  await turn(job.id, kinds);
  expect(await jobOf(job.id)).toMatchObject({ state: "done", rowsDone: 3 });
});

test("rows of a stopped job go on waiting, and are looked at again when what is unfinished is tried again", async () => {
  const { outcomes, kinds } = bench();
  const job = await started(admin, assignTo(targetsTo(3)), kinds);
  await turn(job.id, kinds);
  await act(admin, "jobs.stop", (permit) => stopJob(permit, admin, job.id));
  expect(await targetsByState(job.id)).toEqual({ waiting: ["r1", "r2", "r3"] });
  for (const target of targetsTo(3)) outcomes.set(target, { state: "done" });
  await act(admin, "jobs.retry", (permit) => retryRows(permit, admin, job.id, "unfinished", kinds));
  expect(await driveToEnd(job.id, kinds)).toMatchObject({ state: "done", rowsDone: 3 });
});

test("rows are sent before any that wait are looked at", async () => {
  const order: string[] = [];
  const { vendor, kinds } = bench({
    send: async () => {
      order.push("sent");
      return forDevice;
    },
  });
  vendor.onLookUp = (rows) => {
    order.push("looked up");
    return outcomesOf(rows, new Map());
  };
  const job = await started(admin, assignTo(targetsTo(6)), kinds);
  await turn(job.id, kinds);
  expect(order).toEqual(["sent", "sent", "looked up", "looked up"]);
});
