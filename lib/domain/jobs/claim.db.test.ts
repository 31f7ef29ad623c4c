import { sql } from "drizzle-orm";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { jobs } from "@/drizzle/schema/jobs";
import type { Actor } from "@/lib/access/actor";
import { db, type Transaction } from "@/lib/db/connection";
import { type Claim, claimChunk, rowsOf } from "./claim";
import { leaseMs } from "./limits";
import { type JobRecord, stateColumns } from "./record";
import { Fenced, giveBack, lose, settle, settleApart, split } from "./settle";
import {
  assignTo,
  chunksOfJob,
  jobOf,
  jobsDatabase,
  rowsOfJob,
  somebody,
  started,
  targetsTo,
  timePasses,
} from "./testing";
import { recountAll } from "./testing.recount";
import { RecordingVendor, rowsKind } from "./testing.vendor";

await jobsDatabase();
const kinds = { "tags.assign": rowsKind(new RecordingVendor()) };
let admin: Actor;

beforeAll(async () => {
  admin = await somebody();
});
afterEach(recountAll);

async function claimed(job: JobRecord, holder = "one"): Promise<Claim> {
  const claim = await claimChunk(job, holder);
  if (claim === undefined) throw new Error("there is nothing to claim");
  return claim;
}

const inTransaction = <Result>(work: (tx: Transaction) => Promise<Result>) => db().transaction(work);

describe("claiming", () => {
  test("hands every chunk to one of twenty who claim at the same time, and to no other", async () => {
    const job = await started(admin, assignTo(targetsTo(300)), kinds);
    const claimers = Array.from({ length: 20 }, async (_, index) => {
      const mine: Claim[] = [];
      for (;;) {
        const claim = await claimChunk(job, `holder ${index}`);
        if (claim === undefined) return mine;
        mine.push(claim);
      }
    });
    const claims = await Promise.all(claimers);
    expect(claims.filter((mine) => mine.length > 0).length).toBeGreaterThan(5);
    const ordinals = claims.flat().map(({ ordinal }) => ordinal);
    expect(ordinals.toSorted((one, other) => one - other)).toEqual(
      Array.from({ length: 100 }, (_, index) => index + 1),
    );
    expect(claims.flat().every(({ fence, inDoubt }) => fence === 1 && !inDoubt)).toBe(true);
    expect(await jobOf(job.id)).toMatchObject({ rowsSent: 300 });
    const holders = await chunksOfJob(job.id);
    claims.forEach((mine, index) => {
      for (const { ordinal } of mine) expect(holders[ordinal - 1]?.holder).toBe(`holder ${index}`);
    });
  });

  test("takes chunks in their order, with their rows in theirs", async () => {
    const job = await started(admin, assignTo([...targetsTo(4), "skip me", "r5"]), kinds);
    const [first, second] = [await claimed(job), await claimed(job)];
    expect((await rowsOf(first)).map(({ target }) => target)).toEqual(["r1", "r2", "r3"]);
    expect((await rowsOf(second)).map(({ ordinal, target }) => [ordinal, target])).toEqual([
      [4, "r4"],
      [6, "r5"],
    ]);
    expect(await claimChunk(job, "one")).toBeUndefined();
  });

  test.each(["ready", "paused", "stopped", "done", "failed"] as const)(
    "takes nothing of a job that is %s",
    async (state) => {
      const job = await started(admin, assignTo(targetsTo(3)), kinds);
      await db().update(jobs).set(stateColumns(state)).where(sql`id = ${job.id}`);
      expect(await claimChunk(job, "one")).toBeUndefined();
      expect(await chunksOfJob(job.id)).toMatchObject([{ state: "planned", fence: 0, holder: null }]);
    },
  );

  test("holds a chunk for so long, by the clock of the database", async () => {
    const job = await started(admin, assignTo(targetsTo(3)), kinds);
    const before = performance.now();
    const claim = await claimed(job);
    expect(claim.claimedAtMs).toBeGreaterThanOrEqual(before);
    expect(claim.claimedAtMs).toBeLessThanOrEqual(performance.now());
    const [chunk] = await db().execute<{ left: number }>(sql`
      select (extract(epoch from leased_until - started_at) * 1000)::int as left from job_chunks
      where job = ${job.number}`);
    expect(chunk?.left).toBe(leaseMs);
  });
});

describe("a chunk whose lease has run out", () => {
  async function overtaken(rows = 3) {
    const job = await started(admin, assignTo(targetsTo(rows)), kinds);
    const first = await claimed(job, "first");
    await timePasses(job.id);
    const second = await claimed(job, "second");
    return { job, first, second };
  }

  test("is claimed by another, in doubt and behind a higher fence", async () => {
    const { job, first, second } = await overtaken();
    expect(second).toMatchObject({ ordinal: first.ordinal, fence: first.fence + 1, inDoubt: true });
    expect(second.requestId).not.toBe(first.requestId);
    expect(await chunksOfJob(job.id)).toMatchObject([
      { holder: "second", attempts: 2, requestId: second.requestId },
    ]);
    expect(await jobOf(job.id)).toMatchObject({ rowsSent: 3 });
  });

  test("is not claimed while the lease lasts", async () => {
    const job = await started(admin, assignTo(targetsTo(3)), kinds);
    await claimed(job, "first");
    expect(await claimChunk(job, "second")).toBeUndefined();
  });

  const late: [string, (tx: Transaction, claim: Claim) => Promise<unknown>][] = [
    [
      "settle it",
      async (tx, claim) => settle(tx, claim, await rowsOf(claim), { state: "done", answer: "OK" }),
    ],
    [
      "settle some of its rows",
      async (tx, claim) => settleApart(tx, claim, new Map([[1, { state: "failed", words: "No." }]])),
    ],
    ["give it back", giveBack],
    ["lose it", (tx, claim) => lose(tx, claim, "Lost.")],
    ["split it", async (tx, claim) => split(tx, claim, await rowsOf(claim))],
  ];

  async function everythingOf(job: JobRecord) {
    return [await jobOf(job.id), await chunksOfJob(job.id), await rowsOfJob(job.id)];
  }

  test.each(late)("cannot be touched by who held it first: not to %s", async (_what, write) => {
    const { job, first, second } = await overtaken();
    const before = await everythingOf(job);
    await expect(inTransaction((tx) => write(tx, first))).rejects.toThrow(Fenced);
    expect(await everythingOf(job)).toEqual(before);
    // Whoever holds it now can.
    await inTransaction((tx) => write(tx, second));
    expect(await everythingOf(job)).not.toEqual(before);
  });

  test.each(late)("cannot be touched after it was settled: not to %s", async (_what, write) => {
    const { job, first, second } = await overtaken();
    await inTransaction(async (tx) => settle(tx, second, await rowsOf(second), { state: "done" }));
    const before = await everythingOf(job);
    await expect(inTransaction((tx) => write(tx, first))).rejects.toThrow(Fenced);
    await expect(inTransaction((tx) => write(tx, second))).rejects.toThrow(Fenced);
    expect(await everythingOf(job)).toEqual(before);
  });
});

test("a chunk that was lost is claimed in doubt, and its rows are under way again instead of unknown", async () => {
  const job = await started(admin, assignTo(targetsTo(4)), kinds);
  const claim = await claimed(job);
  await inTransaction((tx) => lose(tx, claim, "Nobody knows."));
  expect(await jobOf(job.id)).toMatchObject({ rowsSent: 0, rowsUnknown: 3 });
  expect(await claimed(job)).toMatchObject({ ordinal: 1, fence: 2, inDoubt: true });
  expect(await jobOf(job.id)).toMatchObject({ rowsSent: 3, rowsUnknown: 0 });
});

test("a chunk that was given back is claimed as if it had never been", async () => {
  const job = await started(admin, assignTo(targetsTo(3)), kinds);
  const claim = await claimed(job);
  await inTransaction((tx) => giveBack(tx, claim));
  expect(await jobOf(job.id)).toMatchObject({ rowsSent: 0 });
  expect(await claimed(job)).toMatchObject({ ordinal: 1, fence: 2, inDoubt: false });
});
