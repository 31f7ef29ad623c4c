import { eq, sql } from "drizzle-orm";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { jobChunks, jobs } from "@/drizzle/schema/jobs";
import type { Actor } from "@/lib/access/actor";
import { db, type Transaction } from "@/lib/db/connection";
import { type Claim, claimChunk, rowsOf } from "./claim";
import type { CallOutcome, RowOutcome } from "./kind";
import type { JobRecord } from "./record";
import { Fenced, giveBack, lose, settle, settleApart, split } from "./settle";
import { stop } from "./state-changes";
import {
  assignTo,
  chunksOfJob,
  jobOf,
  jobsDatabase,
  rowsOfJob,
  somebody,
  started,
  targetsByState,
  targetsTo,
} from "./testing";
import { recount, recountAll } from "./testing.recount";
import { RecordingVendor, rowsKind } from "./testing.vendor";

await jobsDatabase();
const kinds = { "tags.assign": rowsKind(new RecordingVendor()) };
let admin: Actor;

beforeAll(async () => {
  admin = await somebody();
});
afterEach(recountAll);

async function runningJob(rows: number): Promise<{ job: JobRecord; claim: Claim }> {
  const job = await started(admin, assignTo(targetsTo(rows)), kinds);
  return { job, claim: await claimed(job) };
}

async function claimed(job: JobRecord): Promise<Claim> {
  const claim = await claimChunk(job, "one");
  if (claim === undefined) throw new Error("there is nothing to claim");
  return claim;
}

const transaction = <Result>(work: (tx: Transaction) => Promise<Result>) => db().transaction(work);
const settled = async (claim: Claim, outcome: CallOutcome) => {
  const rows = await rowsOf(claim);
  await transaction((tx) => settle(tx, claim, rows, outcome));
};
const stopped = (job: JobRecord) =>
  transaction((tx) => stop(tx, job.id, { code: "person", words: "Stopped by somebody." }));

describe("the outcome of a call", () => {
  test.each(["done", "accepted", "failed", "unknown", "skipped"] as const)(
    "is that of all its rows: %s",
    async (state) => {
      const { job, claim } = await runningJob(5);
      await settled(claim, { state, words: "So it is.", answer: "The vendor said so." });
      expect(await targetsByState(job.id)).toEqual({ [state]: ["r1", "r2", "r3"], planned: ["r4", "r5"] });
      const [chunk] = await chunksOfJob(job.id);
      expect(chunk).toMatchObject({ words: "So it is.", answer: "The vendor said so.", holder: null });
      expect(chunk?.endedAt).toBeInstanceOf(Date);
      expect(await jobOf(job.id)).toMatchObject({ callsMade: 1, rowsSent: 0 });
    },
  );

  test("may differ by row", async () => {
    const { job, claim } = await runningJob(3);
    const apart = new Map<number, RowOutcome>([
      [1, { state: "failed", words: "No such device." }],
      [3, { state: "waiting", words: "For the device." }],
    ]);
    await settled(claim, { state: "done", words: "Assigned.", apart });
    expect(await rowsOfJob(job.id)).toEqual([
      { target: "r1", state: "failed", words: "No such device." },
      { target: "r2", state: "done", words: "Assigned." },
      { target: "r3", state: "waiting", words: "For the device." },
    ]);
    expect(await jobOf(job.id)).toMatchObject({ rowsDone: 1, rowsFailed: 1, rowsWaiting: 1 });
  });

  test("is kept row by row where rows wait, so that each can be looked at by itself", async () => {
    const { job, claim } = await runningJob(3);
    await settled(claim, {
      state: "waiting",
      words: "For the device.",
      apart: new Map([[2, { state: "done" }]]),
    });
    expect(await targetsByState(job.id)).toEqual({ waiting: ["r1", "r3"], done: ["r2"] });
    expect(await chunksOfJob(job.id)).toMatchObject([{ rowCount: 0 }]);
    expect(await jobOf(job.id)).toMatchObject({ rowsWaiting: 2, rowsDone: 1 });
  });

  test("is not believed of rows that are not in the call, or have theirs already", async () => {
    const { job, claim } = await runningJob(6);
    await transaction((tx) => settleApart(tx, claim, new Map([[1, { state: "failed", words: "First." }]])));
    const apart = new Map<number, RowOutcome>([
      [1, { state: "done", words: "Second." }],
      [5, { state: "done" }],
      [77, { state: "failed" }],
    ]);
    await settled(claim, { state: "done", apart });
    expect(await targetsByState(job.id)).toEqual({
      failed: ["r1"],
      done: ["r2", "r3"],
      planned: ["r4", "r5", "r6"],
    });
  });

  test("may hold any text", async () => {
    const { job, claim } = await runningJob(2);
    const words = "a\0b\ud800c";
    await settled(claim, {
      state: "failed",
      words,
      answer: words,
      apart: new Map([[1, { state: "failed", words }]]),
    });
    const clean = "a\ufffdb\ufffdc";
    expect((await rowsOfJob(job.id)).map((row) => row.words)).toEqual([clean, clean]);
    expect(await chunksOfJob(job.id)).toMatchObject([{ answer: clean }]);
  });

  test("leaves nothing when its transaction is undone, and can be written again", async () => {
    const { job, claim } = await runningJob(3);
    const rows = await rowsOf(claim);
    const outcome: CallOutcome = { state: "done", apart: new Map([[1, { state: "failed" }]]) };
    const undone = transaction(async (tx) => {
      await settle(tx, claim, rows, outcome);
      throw new Error("undone");
    });
    await expect(undone).rejects.toThrow("undone");
    expect(await targetsByState(job.id)).toEqual({ sent: ["r1", "r2", "r3"] });
    await recount(job.id);
    await transaction((tx) => giveBack(tx, claim));
    expect(await jobOf(job.id)).toMatchObject({ rowsSent: 0 });
    await recount(job.id);
    await settled(await claimed(job), outcome);
    expect(await targetsByState(job.id)).toEqual({ failed: ["r1"], done: ["r2", "r3"] });
  });

  test("comes to hundreds of chunks at the same time without losing a count", async () => {
    const job = await started(admin, assignTo(targetsTo(120)), kinds);
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        for (let claim = await claimChunk(job, "one"); claim; claim = await claimChunk(job, "one")) {
          const failed = claim.ordinal % 4 === 0;
          const apart = new Map<number, RowOutcome>([[claim.lastRow, { state: "failed" }]]);
          await settled(claim, { state: "done", ...(failed && { apart }) });
        }
      }),
    );
    expect(await jobOf(job.id)).toMatchObject({ rowsDone: 110, rowsFailed: 10, callsMade: 40 });
  });
});

describe("a call that was refused as a whole", () => {
  test("is cut into halves that hold its open rows", async () => {
    const job = await started(admin, assignTo(["r1", "skip me", ...targetsTo(3), "r6"]), kinds);
    const claim = await claimed(job);
    const rows = await rowsOf(claim);
    await transaction((tx) => split(tx, claim, rows));
    expect(await chunksOfJob(job.id)).toMatchObject([
      { ordinal: 1, state: "planned", firstRow: 1, lastRow: 3, rowCount: 2 },
      { ordinal: 2, state: "planned", rowCount: 2 },
      { ordinal: 3, state: "planned", firstRow: 4, lastRow: 4, rowCount: 1 },
    ]);
    expect(await jobOf(job.id)).toMatchObject({ callsTotal: 3, callsMade: 0, rowsSent: 0 });
  });

  test("and some of whose rows were settled apart, is cut among the others", async () => {
    const { job, claim } = await runningJob(3);
    await transaction((tx) => settleApart(tx, claim, new Map([[2, { state: "done" }]])));
    const rows = await rowsOf(claim);
    await transaction((tx) => split(tx, claim, rows));
    expect(await chunksOfJob(job.id)).toMatchObject([
      { firstRow: 1, lastRow: 1, rowCount: 1 },
      { firstRow: 3, lastRow: 3, rowCount: 1 },
    ]);
    expect(await targetsByState(job.id)).toEqual({ planned: ["r1", "r3"], done: ["r2"] });
  });

  test("never gets the same place as another that is cut at the same time", async () => {
    const job = await started(admin, assignTo(targetsTo(30)), kinds);
    const claims = await Promise.all(Array.from({ length: 10 }, () => claimed(job)));
    await Promise.all(
      claims.map(async (claim) => {
        const rows = await rowsOf(claim);
        await transaction((tx) => split(tx, claim, rows));
      }),
    );
    expect(await chunksOfJob(job.id)).toHaveLength(20);
    expect(await jobOf(job.id)).toMatchObject({ callsTotal: 20 });
  });
});

describe("in a job that was stopped meanwhile", () => {
  test("a call under way comes to its outcome", async () => {
    const { job, claim } = await runningJob(5);
    expect(await stopped(job)).toMatchObject({ state: "stopped", rowsSkipped: 2, rowsSent: 3 });
    await settled(claim, { state: "done" });
    expect(await targetsByState(job.id)).toEqual({ done: ["r1", "r2", "r3"], skipped: ["r4", "r5"] });
  });

  test.each([
    ["given back", giveBack],
    ["cut into halves", async (tx: Transaction, claim: Claim) => split(tx, claim, await rowsOf(claim))],
  ])("a call that would be %s is skipped, in words", async (_what, write) => {
    const { job, claim } = await runningJob(3);
    await stopped(job);
    await transaction((tx) => write(tx, claim));
    expect(await targetsByState(job.id)).toEqual({ skipped: ["r1", "r2", "r3"] });
    expect((await rowsOfJob(job.id))[0]?.words).toBe("Not begun: the job was stopped before.");
    expect(await jobOf(job.id)).toMatchObject({ rowsSkipped: 3, rowsSent: 0 });
  });

  test("a call whose answer was lost stays in doubt", async () => {
    const { job, claim } = await runningJob(3);
    await stopped(job);
    await transaction((tx) => lose(tx, claim, "Nobody knows."));
    expect(await targetsByState(job.id)).toEqual({ unknown: ["r1", "r2", "r3"] });
  });

  /** Runs `first` in a transaction that ends only after `second` has come to wait for it, or has ended without. */
  async function interleaved(first: (tx: Transaction) => Promise<unknown>, second: () => Promise<unknown>) {
    let ended = false;
    let waiting: Promise<unknown> = Promise.resolve();
    await transaction(async (tx) => {
      await first(tx);
      waiting = second().finally(() => {
        ended = true;
      });
      while (!ended) {
        const [blocked] = await tx.execute<{ any: boolean }>(sql`
          select exists (select from pg_stat_activity
            where datname = current_database() and pg_backend_pid() = any(pg_blocking_pids(pid))) as any`);
        if (blocked?.any) break;
      }
    });
    await waiting;
  }

  test("a chunk that is given back at that very moment is not left behind as planned", async () => {
    const { job, claim } = await runningJob(4);
    await interleaved(
      (tx) => giveBack(tx, claim),
      () => stopped(job),
    );
    expect(await targetsByState(job.id)).toEqual({ skipped: targetsTo(4) });
    expect(await jobOf(job.id)).toMatchObject({ state: "stopped", rowsSkipped: 4, rowsSent: 0 });
  });

  test("nor is one that is given back while the job is being stopped", async () => {
    const { job, claim } = await runningJob(4);
    await interleaved(
      (tx) => stop(tx, job.id, { code: "person", words: "Stopped by somebody." }),
      () => transaction((tx) => giveBack(tx, claim)),
    );
    expect(await targetsByState(job.id)).toEqual({ skipped: targetsTo(4) });
  });

  test("nor are those that are claimed and given back over and over while it is", async () => {
    const job = await started(admin, assignTo(targetsTo(60)), kinds);
    let over = false;
    const restless = Array.from({ length: 3 }, async () => {
      while (!over) {
        const claim = await claimChunk(job, "one");
        if (claim === undefined) return;
        await transaction((tx) => giveBack(tx, claim));
      }
    });
    await stopped(job);
    over = true;
    await Promise.all(restless);
    expect(await targetsByState(job.id)).toEqual({ skipped: targetsTo(60) });
  });
});

test("a chunk that is gone is nobody's", async () => {
  const { job, claim } = await runningJob(3);
  await db().delete(jobChunks).where(eq(jobChunks.job, job.number));
  await expect(transaction((tx) => settle(tx, claim, [], { state: "done" }))).rejects.toThrow(Fenced);
  await db().delete(jobs).where(eq(jobs.id, job.id));
});
