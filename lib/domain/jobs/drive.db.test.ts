import { eq, sql } from "drizzle-orm";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { jobs, notices } from "@/drizzle/schema/jobs";
import type { Actor } from "@/lib/access/actor";
import { listEntries } from "@/lib/audit/read";
import { db } from "@/lib/db/connection";
import type { VendorErrorKind } from "@/lib/vendors/http/vendor-error";
import type { RowOutcome, RowsKind } from "./kind";
import {
  assignTo,
  chunksOfJob,
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
import {
  fails,
  hangs,
  losesAnswer,
  RecordingVendor,
  refuses,
  replies,
  rowsKind,
  vendorError,
} from "./testing.vendor";

await jobsDatabase();
let admin: Actor;

beforeAll(async () => {
  admin = await somebody();
});
afterEach(recountAll);

type Changes = Partial<RowsKind<"tags.assign">>;

function bench(changes: Changes = {}) {
  const vendor = new RecordingVendor();
  return { vendor, kinds: { "tags.assign": rowsKind(vendor, changes) } };
}

const noticesOf = (jobId: string) =>
  db()
    .select()
    .from(notices)
    .where(eq(notices.href, `/jobs/${jobId}`));
/** When the queue has somebody look at the job again. */
async function wakeUps(jobId: string): Promise<Date[]> {
  const messages = await db().execute<{ at: string }>(sql`
    select start_after as at from pgboss.job where data ->> 'jobId' = ${jobId} order by start_after`);
  return messages.map(({ at }) => new Date(at));
}

test("a job carries every target out once, says so and tells who started it", async () => {
  const { vendor, kinds } = bench();
  const job = await started(admin, assignTo([...targetsTo(10), "skip me"]), kinds);
  expect(await driveToEnd(job.id, kinds)).toMatchObject({
    state: "done",
    reason: null,
    rowsDone: 10,
    rowsSkipped: 1,
    callsTotal: 4,
    callsMade: 4,
  });
  expect(vendor.targets).toEqual(targetsTo(10));
  expect([...vendor.carriedOut.values()]).toEqual(Array.from({ length: 10 }, () => 1));
  expect((await jobOf(job.id)).endedAt).toBeInstanceOf(Date);
  expect(await noticesOf(job.id)).toMatchObject([
    { userId: admin.id, kind: "good", title: job.title, words: "10 devices done, 1 skipped." },
  ]);
});

test("two processes share a job", async () => {
  const { vendor, kinds } = bench();
  const [first, second] = [hangs(), hangs()];
  vendor.next(first.reply, second.reply);
  const job = await started(admin, assignTo(targetsTo(9)), kinds);
  const turns = [turn(job.id, kinds, "first"), turn(job.id, kinds, "second")];
  await Promise.all([first.arrived, second.arrived]);
  expect((await chunksOfJob(job.id)).map(({ holder }) => holder).toSorted()).toEqual([
    "first",
    null,
    "second",
  ]);
  expect(await jobOf(job.id)).toMatchObject({ rowsSent: 6 });
  first.release();
  second.release();
  expect(await Promise.all(turns)).toEqual(["idle", "idle"]);
  expect(await jobOf(job.id)).toMatchObject({ state: "done", rowsDone: 9 });
  expect(vendor.targets.toSorted()).toEqual(targetsTo(9));
});

describe("every call", () => {
  test("has its intent and its outcome in the audit history, with the job and the person", async () => {
    const { vendor, kinds } = bench();
    vendor.next(replies.done, losesAnswer(true), refuses("Not today"));
    const job = await started(admin, assignTo(targetsTo(7)), kinds);
    await driveToEnd(job.id, kinds);
    const { items } = await listEntries({ jobId: job.id, action: "tags.assign" }, { size: 50 });
    const byRequest = Object.groupBy(items.toReversed(), ({ requestId }) => requestId);
    expect(vendor.calls.map(({ requestId }) => byRequest[requestId]?.map(({ outcome }) => outcome))).toEqual([
      ["intent", "succeeded"],
      ["intent", "unknown"],
      // Looked up and found done, the lost one is not sent again: this is the last chunk.
      ["intent", "failed"],
    ]);
    expect(Object.keys(byRequest)).toHaveLength(3);
    expect(items.every(({ actorId, actorName }) => actorId === admin.id && actorName === admin.name)).toBe(
      true,
    );
    const [first] = await chunksOfJob(job.id);
    expect(byRequest[first?.requestId ?? ""]?.[1]).toMatchObject({
      subjectId: "r1 r2 r3",
      detail: { chunk: 1, rows: 3, firstRow: 1, lastRow: 3, sent: 3 },
    });
  });

  test("that the vendor finishes by itself is accepted, there and in the job", async () => {
    const { kinds } = bench({
      finishes: "later",
      send: async () => ({ state: "accepted", words: "The vendor has it." }),
    });
    const job = await started(admin, assignTo(targetsTo(2)), kinds);
    expect(await driveToEnd(job.id, kinds)).toMatchObject({ state: "done", rowsAccepted: 2 });
    const { items } = await listEntries({ jobId: job.id, action: "tags.assign" }, { size: 50 });
    expect(items.map(({ outcome }) => outcome)).toEqual(["accepted", "intent"]);
  });
});

const everyKind: VendorErrorKind[] = [
  "not_connected",
  "refused",
  "denied",
  "not_found",
  "busy",
  "unavailable",
  "timeout",
  "connection_lost",
  "bad_answer",
  "too_large",
  "aborted",
];
const away = { state: "paused", reason: "vendor_away" };
const denied = { state: "paused", reason: "vendor_denied", resumesAt: null };
const over = { state: "done", reason: null };

/** What a failure that comes first makes of a job of two calls, when the vendor certainly did nothing. */
function unactedEnd(kind: VendorErrorKind, splits: boolean) {
  const all = targetsTo(5);
  const isRefusal = kind === "refused" || kind === "not_found";
  if (isRefusal && splits) {
    return { job: over, rows: { done: all }, calls: ["r1 r2 r3", "r1 r2", "r4 r5", "r3"] };
  }
  if (isRefusal) {
    const rows = { failed: all.slice(0, 3), done: all.slice(3) };
    return { job: over, rows, calls: ["r1 r2 r3", "r4 r5"] };
  }
  if (kind === "aborted") return { job: over, rows: { done: all }, calls: ["r1 r2 r3", "r1 r2 r3", "r4 r5"] };
  const job = kind === "denied" || kind === "not_connected" ? denied : away;
  return { job, rows: { planned: all }, calls: ["r1 r2 r3"] };
}

const lostWays = ["look", "repeat", "ask"] as const;

describe("a call that failed and certainly did nothing", () => {
  const cases = lostWays.flatMap((ifLost) => [true, false].map((splits) => ({ ifLost, splits })));

  test.each(everyKind)(
    "%s: in every kind of work, what follows is told by the failure alone",
    async (kind) => {
      const runs = cases.map(async ({ ifLost, splits }) => {
        const { vendor, kinds } = bench({ splits, ifLost });
        vendor.next(fails({ kind, vendorText: "The vendor's own words" }));
        const job = await started(admin, assignTo(targetsTo(5)), kinds);
        const expected = unactedEnd(kind, splits);
        expect(await turn(job.id, kinds)).toBe("idle");
        expect(await jobOf(job.id)).toMatchObject(expected.job);
        expect(await targetsByState(job.id)).toEqual(expected.rows);
        expect(vendor.calls.map(({ targets }) => targets.join(" "))).toEqual(expected.calls);
        // Nothing was in doubt, so nothing is looked up, and afterwards the rest is done.
        await driveToEnd(job.id, kinds);
        expect(vendor.lookedUp).toEqual([]);
        if (expected.job === away) expect((await targetsByState(job.id)).done).toEqual(targetsTo(5));
      });
      await Promise.all(runs);
    },
  );
});

/** What follows at once from a failure after which nobody knows whether the vendor acted. */
function stateAfterDoubt(kind: VendorErrorKind) {
  if (kind === "denied" || kind === "not_connected") return denied;
  return kind === "aborted" ? over : away;
}

/** What a job of two calls, whose first failed in doubt, has come to in the end. */
async function endAfterDoubt(
  ifLost: (typeof lostWays)[number],
  acted: boolean,
  jobId: string,
  vendor: RecordingVendor,
) {
  const calls = vendor.calls.map(({ targets }) => targets.join(" "));
  const times = targetsTo(5).map((target) => vendor.carriedOut.get(target) ?? 0);
  const rows = await targetsByState(jobId);
  switch (ifLost) {
    case "look":
      expect(vendor.lookedUp).toEqual([["r1", "r2", "r3"]]);
      expect(calls).toEqual(acted ? ["r1 r2 r3", "r4 r5"] : ["r1 r2 r3", "r1 r2 r3", "r4 r5"]);
      expect(times).toEqual([1, 1, 1, 1, 1]);
      expect(rows).toEqual({ done: targetsTo(5) });
      break;
    case "repeat":
      expect(vendor.lookedUp).toEqual([]);
      expect(calls).toEqual(["r1 r2 r3", "r1 r2 r3", "r4 r5"]);
      expect(rows).toEqual({ done: targetsTo(5) });
      break;
    case "ask":
      expect(vendor.lookedUp).toEqual([]);
      expect(calls).toEqual(["r1 r2 r3", "r4 r5"]);
      expect(times).toEqual(acted ? [1, 1, 1, 1, 1] : [0, 0, 0, 1, 1]);
      expect(rows).toEqual({ unknown: ["r1", "r2", "r3"], done: ["r4", "r5"] });
      expect((await rowsOfJob(jobId))[0]?.words).toContain("Nobody can say");
  }
}

describe("a call that failed after the vendor may have acted", () => {
  const cases = lostWays.flatMap((ifLost) => [true, false].map((acted) => ({ ifLost, acted })));

  test.concurrent.each(everyKind)(
    "%s: is looked up, repeated or left to a person, as the kind says",
    async (kind) => {
      const runs = cases.map(async ({ ifLost, acted }) => {
        const { vendor, kinds } = bench({ ifLost, splits: acted });
        vendor.next(losesAnswer(acted, kind));
        const job = await started(admin, assignTo(targetsTo(5)), kinds);
        await turn(job.id, kinds);
        expect(await jobOf(job.id)).toMatchObject(stateAfterDoubt(kind));
        if (kind !== "aborted") {
          expect(await targetsByState(job.id)).toEqual({
            unknown: ["r1", "r2", "r3"],
            planned: ["r4", "r5"],
          });
        }
        if (kind === "denied" || kind === "not_connected") {
          await db().update(jobs).set({ state: "running", reason: null }).where(eq(jobs.id, job.id));
        }
        await driveToEnd(job.id, kinds);
        await endAfterDoubt(ifLost, acted, job.id, vendor);
      });
      await Promise.all(runs);
    },
  );
});

describe("rows in doubt", () => {
  test("that are found done are not sent again; only the others are", async () => {
    const { vendor, kinds } = bench();
    vendor.next(losesAnswer(false));
    vendor.carriedOut.set("r2", 1);
    const job = await started(admin, assignTo(targetsTo(3)), kinds);
    await driveToEnd(job.id, kinds);
    expect(vendor.calls.map(({ targets }) => targets)).toEqual([
      ["r1", "r2", "r3"],
      ["r1", "r3"],
    ]);
    expect(vendor.carriedOut).toEqual(
      new Map([
        ["r2", 1],
        ["r1", 1],
        ["r3", 1],
      ]),
    );
    expect(await targetsByState(job.id)).toEqual({ done: ["r1", "r2", "r3"] });
  });

  test("that the vendor says nothing of stay unknown, and are not sent", async () => {
    const { vendor, kinds } = bench();
    vendor.next(losesAnswer(true));
    vendor.onLookUp = () =>
      new Map<number, RowOutcome | "not_done">([
        [1, { state: "failed", words: "The device is gone." }],
        [2, "not_done"],
      ]);
    const job = await started(admin, assignTo(targetsTo(3)), kinds);
    await driveToEnd(job.id, kinds);
    expect(vendor.calls.map(({ targets }) => targets)).toEqual([["r1", "r2", "r3"], ["r2"]]);
    expect(await targetsByState(job.id)).toEqual({ failed: ["r1"], done: ["r2"], unknown: ["r3"] });
  });

  test("stay in doubt while the vendor does not answer, and are looked up when it does", async () => {
    const { vendor, kinds } = bench();
    vendor.next(losesAnswer(true));
    let lookUps = 0;
    vendor.onLookUp = (rows) => {
      lookUps += 1;
      if (lookUps < 3) throw vendorError({ kind: "unavailable" });
      return vendor.truth(rows);
    };
    const job = await started(admin, assignTo(targetsTo(3)), kinds);
    await turn(job.id, kinds);
    await timePasses(job.id);
    await turn(job.id, kinds);
    expect(await jobOf(job.id)).toMatchObject({ ...away, awayCount: 2, rowsUnknown: 3 });
    expect(await targetsByState(job.id)).toEqual({ unknown: ["r1", "r2", "r3"] });
    await driveToEnd(job.id, kinds);
    expect(vendor.calls).toHaveLength(1);
    expect(await targetsByState(job.id)).toEqual({ done: ["r1", "r2", "r3"] });
  });

  test("whose look-up the vendor refuses wait for a person", async () => {
    const { vendor, kinds } = bench();
    vendor.next(losesAnswer(true));
    vendor.onLookUp = () => {
      throw vendorError({ kind: "refused", vendorText: "Not you" });
    };
    const job = await started(admin, assignTo(targetsTo(3)), kinds);
    expect(await driveToEnd(job.id, kinds)).toMatchObject({
      state: "paused",
      reason: "vendor_denied",
      rowsUnknown: 3,
    });
  });

  test("whose look-up meets a mistake of ours stay in doubt, and the job waits for a person", async () => {
    const { vendor, kinds } = bench();
    vendor.next(losesAnswer(true));
    vendor.onLookUp = () => replies.bug();
    const job = await started(admin, assignTo(targetsTo(3)), kinds);
    expect(await driveToEnd(job.id, kinds)).toMatchObject({
      state: "paused",
      reason: "internal",
      rowsUnknown: 3,
    });
    expect(vendor.calls).toHaveLength(1);
  });

  test("of a kind that repeats stay in doubt when the repeated call is not taken, also when the job is stopped", async () => {
    const { vendor, kinds } = bench({ ifLost: "repeat" });
    vendor.next(losesAnswer(true), fails({ kind: "busy", retryAfterMs: 1_000 }));
    const job = await started(admin, assignTo(targetsTo(3)), kinds);
    await turn(job.id, kinds);
    await timePasses(job.id);
    await turn(job.id, kinds);
    // The first call may have been carried out: it would be a lie to call the rows not begun.
    expect(await jobOf(job.id)).toMatchObject({ ...away, rowsUnknown: 3 });
  });

  test("left behind by a process that was killed are looked up, whether or not it had sent anything", async () => {
    const { vendor, kinds } = bench();
    const killed = hangs();
    vendor.next(killed.reply);
    const job = await started(admin, assignTo(targetsTo(3)), kinds);
    const abandoned = turn(job.id, kinds, "killed");
    await killed.arrived;
    await timePasses(job.id);
    expect(await driveToEnd(job.id, kinds, "other")).toMatchObject({ state: "done", rowsDone: 3 });
    expect(vendor.lookedUp).toEqual([["r1", "r2", "r3"]]);
    const before = [await jobOf(job.id), await chunksOfJob(job.id)];
    // What the first one still learns is not written.
    killed.release(refuses("Too late"));
    await abandoned;
    expect([await jobOf(job.id), await chunksOfJob(job.id)]).toEqual(before);
  });
});

describe("a refused call", () => {
  test("of 1,000 rows with three bad ones ends with 997 done, and three failed in the vendor's words", async () => {
    const { vendor, kinds } = bench({ rowsPerCall: 1_000 });
    for (const bad of ["r7", "r500", "r501"]) vendor.always(bad, refuses(`Unknown device ${bad}`));
    const job = await started(admin, assignTo(targetsTo(1_000)), kinds);
    expect(await driveToEnd(job.id, kinds)).toMatchObject({ state: "done", rowsDone: 997, rowsFailed: 3 });
    const failed = (await rowsOfJob(job.id)).filter(({ state }) => state === "failed");
    expect(failed).toEqual(
      ["r7", "r500", "r501"].map((target) => ({
        target,
        state: "failed",
        words: `The vendor refused it: “Unknown device ${target}”`,
      })),
    );
    expect(vendor.carriedOut.size).toBe(997);
    expect(Math.max(...vendor.carriedOut.values())).toBe(1);
    // Halving: no more than two calls for each bad row on each of ten levels.
    expect(vendor.calls.length).toBeLessThan(62);
    expect(await noticesOf(job.id)).toMatchObject([
      { kind: "attention", words: "997 devices done, 3 failed." },
    ]);
  });

  test("keeps the vendor's answer", async () => {
    const { vendor, kinds } = bench();
    vendor.next(refuses("No such tag"));
    const job = await started(admin, assignTo(["r1"]), kinds);
    await driveToEnd(job.id, kinds);
    expect(await chunksOfJob(job.id)).toMatchObject([
      { state: "failed", answer: "No such tag", attempts: 1 },
    ]);
  });
});

describe("a vendor that is away", () => {
  test("is waited for, longer each time, at least as long as it asks, and the queue wakes the job then", async () => {
    const { vendor, kinds } = bench();
    vendor.next(
      fails({ kind: "unavailable", detail: "the connection was refused" }),
      fails({ kind: "timeout" }),
      fails({ kind: "busy", retryAfterMs: 300_000 }),
    );
    const job = await started(admin, assignTo(targetsTo(3)), kinds);
    const waits: number[] = [];
    for (let times = 1; times <= 3; times++) {
      await turn(job.id, kinds);
      const paused = await jobOf(job.id);
      expect(paused).toMatchObject({ ...away, awayCount: times });
      const [{ ms } = { ms: 0 }] = await db().execute<{ ms: number }>(sql`
        select (extract(epoch from resumes_at - now()) * 1000)::float8 as ms from jobs where id = ${job.id}`);
      waits.push(ms);
      expect((await wakeUps(job.id)).at(-1)).toEqual(paused.resumesAt);
      await timePasses(job.id);
    }
    expect(waits[0]).toBeGreaterThan(3_000);
    expect(waits[0]).toBeLessThanOrEqual(5_000);
    expect(waits[1]).toBeGreaterThan(7_000);
    expect(waits[1]).toBeLessThanOrEqual(10_000);
    expect(waits[2]).toBeGreaterThan(298_000);
    expect((await jobOf(job.id)).words).toBe("The vendor asks us to slow down.");
    await driveToEnd(job.id, kinds);
    expect(await targetsByState(job.id)).toEqual({ done: ["r1", "r2", "r3"] });
  });

  test("is not called before its time", async () => {
    const { vendor, kinds } = bench();
    vendor.next(fails({ kind: "unavailable" }));
    const job = await started(admin, assignTo(targetsTo(3)), kinds);
    await turn(job.id, kinds);
    expect(await turn(job.id, kinds)).toBe("idle");
    expect(vendor.calls).toHaveLength(1);
    expect(await jobOf(job.id)).toMatchObject(away);
  });

  test("is waited out from the beginning again once it has answered", async () => {
    const { vendor, kinds } = bench();
    const isAway = fails({ kind: "unavailable" });
    vendor.next(isAway, isAway, replies.done, isAway);
    const job = await started(admin, assignTo(targetsTo(6)), kinds);
    await turn(job.id, kinds);
    await timePasses(job.id);
    await turn(job.id, kinds);
    expect(await jobOf(job.id)).toMatchObject({ ...away, awayCount: 2 });
    await timePasses(job.id);
    await turn(job.id, kinds);
    expect(await jobOf(job.id)).toMatchObject({ ...away, awayCount: 1, rowsDone: 3 });
  });

  test("whose answers cannot be understood is not called over and over", async () => {
    for (const ifLost of ["look", "repeat"] as const) {
      const { vendor, kinds } = bench({ ifLost });
      for (const target of targetsTo(3)) vendor.always(target, losesAnswer(false, "bad_answer"));
      const job = await started(admin, assignTo(targetsTo(3)), kinds);
      for (let turns = 0; turns < 5; turns++) await turn(job.id, kinds);
      expect(vendor.calls).toHaveLength(1);
      expect(await jobOf(job.id)).toMatchObject({ ...away, rowsUnknown: 3 });
    }
  });

  test("is found away by several calls at once and waited for once", async () => {
    const { vendor, kinds } = bench();
    const [first, second] = [hangs(), hangs()];
    vendor.next(first.reply, second.reply);
    const job = await started(admin, assignTo(targetsTo(9)), kinds);
    const turns = [turn(job.id, kinds, "first"), turn(job.id, kinds, "second")];
    await Promise.all([first.arrived, second.arrived]);
    first.release(fails({ kind: "unavailable" }));
    second.release(fails({ kind: "unavailable" }));
    await Promise.all(turns);
    expect(await jobOf(job.id)).toMatchObject({ ...away, awayCount: 1 });
    expect(await targetsByState(job.id)).toEqual({ planned: targetsTo(9) });
  });
});

test("a vendor that does not accept our credentials pauses the job until somebody has mended that, and tells them", async () => {
  const { vendor, kinds } = bench();
  vendor.next(fails({ kind: "denied", status: 401, vendorText: "Invalid key" }));
  const job = await started(admin, assignTo(targetsTo(3)), kinds);
  expect(await driveToEnd(job.id, kinds)).toMatchObject({
    ...denied,
    words: "The vendor does not accept our credentials or rights: “Invalid key”",
  });
  expect(await turn(job.id, kinds)).toBe("idle");
  expect(vendor.calls).toHaveLength(1);
  expect(await noticesOf(job.id)).toMatchObject([
    { kind: "attention", words: expect.stringMatching(/^Paused\. /) },
  ]);
});

describe("a mistake of ours", () => {
  test("in the middle of a call leaves its rows in doubt, pauses the job and is not repeated", async () => {
    const { vendor, kinds } = bench();
    vendor.next(replies.done, replies.bug);
    const job = await started(admin, assignTo(targetsTo(9)), kinds);
    expect(await driveToEnd(job.id, kinds)).toMatchObject({ state: "paused", reason: "internal" });
    for (let turns = 0; turns < 3; turns++) expect(await turn(job.id, kinds)).toBe("idle");
    expect(vendor.calls).toHaveLength(2);
    expect(await targetsByState(job.id)).toEqual({
      done: ["r1", "r2", "r3"],
      unknown: ["r4", "r5", "r6"],
      planned: ["r7", "r8", "r9"],
    });
    const { items } = await listEntries({ jobId: job.id, outcome: "unknown" }, { size: 5 });
    expect(items).toHaveLength(1);
  });

  test("before a call does so, too", async () => {
    const { kinds } = bench({
      subject: () => {
        throw new TypeError("undefined is not a function");
      },
    });
    const job = await started(admin, assignTo(targetsTo(3)), kinds);
    expect(await driveToEnd(job.id, kinds)).toMatchObject({ state: "paused", reason: "internal" });
  });
});

describe("the limit of failures", () => {
  const refusing = (vendor: RecordingVendor, targets: readonly string[]) => {
    for (const target of targets) vendor.always(target, refuses("No"));
  };

  test("stops the job once enough rows have an outcome, says why, and skips the rest", async () => {
    const { vendor, kinds } = bench({ rowsPerCall: 1 });
    refusing(vendor, targetsTo(4));
    const job = await started(admin, assignTo(targetsTo(40)), kinds, 20);
    expect(await driveToEnd(job.id, kinds)).toMatchObject({ state: "done", rowsFailed: 4 });
    refusing(vendor, ["r5"]);
    const other = await started(admin, assignTo(targetsTo(40)), kinds, 20);
    vendor.calls.length = 0;
    expect(await driveToEnd(other.id, kinds)).toMatchObject({
      state: "stopped",
      reason: "failures",
      words: "More than 20 % of the rows with an outcome have failed.",
      rowsFailed: 5,
      rowsDone: 15,
      rowsSkipped: 20,
    });
    expect(vendor.calls).toHaveLength(20);
    expect((await rowsOfJob(other.id)).at(-1)?.words).toBe(
      "Not begun: too many rows had failed, and the job stopped by itself.",
    );
    expect(await noticesOf(other.id)).toMatchObject([
      { kind: "failed", words: "Stopped. More than 20 % of the rows with an outcome have failed." },
    ]);
  });

  test("says nothing after a few rows, nor when there is nothing left to spare", async () => {
    const { vendor, kinds } = bench({ rowsPerCall: 1 });
    refusing(vendor, targetsTo(19));
    const few = await started(admin, assignTo(targetsTo(19)), kinds, 1);
    expect(await driveToEnd(few.id, kinds)).toMatchObject({ state: "done", rowsFailed: 19 });
    const { vendor: other, kinds: otherKinds } = bench({ rowsPerCall: 30, splits: false });
    refusing(other, ["r1"]);
    const all = await started(admin, assignTo(targetsTo(30)), otherKinds, 1);
    expect(await driveToEnd(all.id, otherKinds)).toMatchObject({ state: "done", rowsFailed: 30 });
  });

  test("does not hold where there is none", async () => {
    const { vendor, kinds } = bench({ rowsPerCall: 1 });
    refusing(vendor, targetsTo(30));
    const job = await started(admin, assignTo(targetsTo(32)), kinds, null);
    expect(await driveToEnd(job.id, kinds)).toMatchObject({ state: "done", rowsFailed: 30, rowsDone: 2 });
  });

  test("reached by two processes at the same time stops the job once", async () => {
    const { vendor, kinds } = bench({ rowsPerCall: 20, splits: false });
    const [first, second] = [hangs(), hangs()];
    vendor.next(first.reply, second.reply);
    const job = await started(admin, assignTo(targetsTo(60)), kinds, 20);
    const turns = [turn(job.id, kinds, "first"), turn(job.id, kinds, "second")];
    await Promise.all([first.arrived, second.arrived]);
    first.release(refuses("No"));
    second.release(refuses("No"));
    expect(await Promise.all(turns)).toEqual(["idle", "idle"]);
    expect(await jobOf(job.id)).toMatchObject({ state: "stopped", rowsFailed: 40, rowsSkipped: 20 });
    expect(await noticesOf(job.id)).toHaveLength(1);
  });
});

describe("a process that is to end", () => {
  test("finishes the call under way, begins none, and leaves the rest to others", async () => {
    const { vendor, kinds } = bench();
    const slow = hangs();
    vendor.next(slow.reply);
    const job = await started(admin, assignTo(targetsTo(6)), kinds);
    const ending = new AbortController();
    const turns = turn(job.id, kinds, "ending", ending.signal);
    await slow.arrived;
    ending.abort();
    slow.release();
    expect(await turns).toBe("more");
    expect(await targetsByState(job.id)).toEqual({ done: ["r1", "r2", "r3"], planned: ["r4", "r5", "r6"] });
    expect(vendor.calls).toHaveLength(1);
  });
});

test("a process that finds everything in others' hands is woken again when their leases have run out", async () => {
  const { vendor, kinds } = bench();
  const slow = hangs();
  vendor.next(slow.reply);
  const job = await started(admin, assignTo(targetsTo(3)), kinds);
  const busy = turn(job.id, kinds, "busy");
  await slow.arrived;
  expect(await turn(job.id, kinds, "other")).toBe("idle");
  const [chunk] = await chunksOfJob(job.id);
  const leasedUntilMs = chunk?.leasedUntil?.getTime() ?? 0;
  expect((await wakeUps(job.id)).at(-1)?.getTime()).toBeGreaterThan(leasedUntilMs);
  expect((await wakeUps(job.id)).at(-1)?.getTime()).toBeLessThan(leasedUntilMs + 5_000);
  slow.release();
  await busy;
  expect(await jobOf(job.id)).toMatchObject({ state: "done" });
});

test("a job that is gone, or that this process does not know, is nobody's to drive", async () => {
  const { kinds } = bench();
  expect(await turn("job_00000000000000000000000000000000", kinds)).toBe("idle");
  const job = await started(admin, assignTo(targetsTo(1)), kinds);
  await expect(turn(job.id, {})).rejects.toThrow("tags.assign");
  expect(await targetsByState(job.id)).toEqual({ planned: ["r1"] });
});
