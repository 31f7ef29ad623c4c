import { text } from "node:stream/consumers";
import { eq } from "drizzle-orm";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { jobPages, jobs, notices } from "@/drizzle/schema/jobs";
import type { Actor } from "@/lib/access/actor";
import { db } from "@/lib/db/connection";
import { type Claim, claimChunk } from "./claim";
import { pauseJob, resumeJob, stopJob } from "./control";
import { fileStream } from "./file-pages";
import type { FileKind, JobKinds } from "./kind";
import { kindOf } from "./kinds";
import { fileLifeMs } from "./limits";
import type { JobRecord } from "./record";
import { Fenced } from "./settle";
import { sweepExpired } from "./stranded";
import {
  act,
  chunksOfJob,
  driveToEnd,
  exportTags,
  jobOf,
  jobsDatabase,
  planned,
  somebody,
  start,
  started,
  targetsTo,
  timePasses,
  turn,
} from "./testing";
import { recountAll } from "./testing.recount";
import { fileKind, pageOf, vendorError } from "./testing.vendor";
import { writePage } from "./write-page";

await jobsDatabase();
let admin: Actor;

beforeAll(async () => {
  admin = await somebody();
});
afterEach(recountAll);

function bench(rows: number, changes: Partial<FileKind<"tags.export">> = {}) {
  const list = { items: targetsTo(rows), pageSize: 3 };
  const cursors: unknown[] = [];
  const kind = fileKind(list, {
    page: async (_reading, _input, cursor) => {
      cursors.push(cursor);
      return pageOf(list, cursor);
    },
    ...changes,
  });
  return { list, cursors, kinds: { "tags.export": kind } };
}

async function linesOf(jobId: string): Promise<string[]> {
  const job = await jobOf(jobId);
  return (await text(fileStream(job.number, job.fileBytes))).trimEnd().split("\n");
}

const pagesOf = async (jobId: string) =>
  await db()
    .select()
    .from(jobPages)
    .where(eq(jobPages.job, (await jobOf(jobId)).number))
    .orderBy(jobPages.ordinal);

async function write(job: JobRecord, claim: Claim, kinds: JobKinds): Promise<void> {
  const kind = kindOf(kinds, job.kind);
  if (kind.makes !== "file") throw new Error("this job makes no file");
  await writePage(job, kind, claim, new AbortController().signal);
}

describe("a list that becomes a file", () => {
  test("is read page by page, each from where the one before ended, and kept in that order", async () => {
    const { cursors, kinds } = bench(8);
    const plan = await planned(admin, exportTags(), kinds);
    expect(plan).toMatchObject({ state: "ready", rowsTotal: 8, callsTotal: 3, title: "Export 8 tags" });
    await start(admin, plan, kinds);
    expect(await driveToEnd(plan.id, kinds)).toMatchObject({
      state: "done",
      rowsTotal: 8,
      rowsDone: 8,
      callsTotal: 3,
      callsMade: 3,
    });
    expect(cursors).toEqual([null, 3, 6]);
    expect(await linesOf(plan.id)).toEqual(["name", ...targetsTo(8)]);
    const { endedAt, expiresAt } = await jobOf(plan.id);
    expect((expiresAt?.getTime() ?? 0) - (endedAt?.getTime() ?? 0)).toBe(fileLifeMs);
    expect(
      await db()
        .select()
        .from(notices)
        .where(eq(notices.href, `/jobs/${plan.id}`)),
    ).toMatchObject([{ kind: "good", words: "8 tags done." }]);
  });

  test("may be empty", async () => {
    const { kinds } = bench(0);
    const job = await started(admin, exportTags(), kinds);
    expect(await driveToEnd(job.id, kinds)).toMatchObject({
      state: "done",
      rowsDone: 0,
      rowsTotal: 0,
      callsMade: 1,
    });
    expect(await linesOf(job.id)).toEqual(["name"]);
  });

  test("may grow and shrink while it is read; in the end it has what was read", async () => {
    const { list, kinds } = bench(7);
    const growing = await started(admin, exportTags(), kinds);
    let pages = 0;
    kinds["tags.export"].page = async (_reading, _input, cursor) => {
      const page = pageOf(list, cursor);
      if (pages++ === 0) list.items = targetsTo(11);
      return page;
    };
    expect(await driveToEnd(growing.id, kinds)).toMatchObject({
      state: "done",
      rowsTotal: 11,
      rowsDone: 11,
      callsTotal: 4,
    });
    const shrinking = await started(admin, exportTags(), kinds);
    kinds["tags.export"].page = async (_reading, _input, cursor) => {
      const page = pageOf(list, cursor);
      list.items = targetsTo(4);
      return page;
    };
    expect(await driveToEnd(shrinking.id, kinds)).toMatchObject({
      state: "done",
      rowsTotal: 4,
      rowsDone: 4,
      callsTotal: 2,
      callsMade: 2,
    });
    expect(await linesOf(shrinking.id)).toEqual(["name", ...targetsTo(4)]);
  });

  test.each([["page-2"], ["3"], [{ after: "r3", nested: [1, null] }], [[1, "a"]], [0], [false], [""]])(
    "may be cut by any kind of cursor, which comes back as it went: %j",
    async (next) => {
      const seen: unknown[] = [];
      const { kinds } = bench(1, {
        page: async (_reading, _input, cursor) => {
          seen.push(cursor);
          return { items: [], next: seen.length === 1 ? next : null };
        },
      });
      const job = await started(admin, exportTags(), kinds);
      await driveToEnd(job.id, kinds);
      expect(seen).toEqual([null, next]);
    },
  );

  test("is not read twice from the same place by two processes", async () => {
    const { list, cursors, kinds } = bench(9);
    const job = await started(admin, exportTags(), kinds);
    const arrived = Promise.withResolvers<void>();
    const answer = Promise.withResolvers<void>();
    kinds["tags.export"].page = async (_reading, _input, cursor) => {
      cursors.push(cursor);
      arrived.resolve();
      await answer.promise;
      return pageOf(list, cursor);
    };
    const first = turn(job.id, kinds, "first");
    await arrived.promise;
    expect(await turn(job.id, kinds, "second")).toBe("idle");
    answer.resolve();
    await first;
    expect(cursors).toEqual([null, 3, 6]);
    expect(await jobOf(job.id)).toMatchObject({ state: "done" });
  });
});

describe("a process that was lost", () => {
  test("between reading a page and writing it: the page is read again, and is there once", async () => {
    const { cursors, kinds } = bench(7);
    const job = await started(admin, exportTags(), kinds);
    const crashed = Promise.withResolvers<void>();
    const { page } = kinds["tags.export"];
    kinds["tags.export"].page = async (...asked) => {
      const read = await page(...asked);
      if (cursors.length === 2) {
        crashed.resolve();
        await new Promise(() => {});
      }
      return read;
    };
    void turn(job.id, kinds, "lost");
    await crashed.promise;
    await timePasses(job.id);
    expect(await driveToEnd(job.id, kinds, "other")).toMatchObject({
      state: "done",
      rowsDone: 7,
      callsMade: 3,
    });
    expect(cursors).toEqual([null, 3, 3, 6]);
    expect(await linesOf(job.id)).toEqual(["name", ...targetsTo(7)]);
  });

  test("and comes back late, writes nothing", async () => {
    const { kinds } = bench(7);
    const job = await started(admin, exportTags(), kinds);
    const late = await claimChunk(job, "late");
    await timePasses(job.id);
    const other = await claimChunk(job, "other");
    if (late === undefined || other === undefined) throw new Error("nothing was claimed");
    await write(job, other, kinds);
    const before = [await jobOf(job.id), await chunksOfJob(job.id), await pagesOf(job.id)];
    await expect(write(job, late, kinds)).rejects.toThrow(Fenced);
    expect([await jobOf(job.id), await chunksOfJob(job.id), await pagesOf(job.id)]).toEqual(before);
    await driveToEnd(job.id, kinds);
    expect(await linesOf(job.id)).toEqual(["name", ...targetsTo(7)]);
  });
});

describe("a page", () => {
  test("the vendor refuses stops the job, says why, and keeps what was read for a while", async () => {
    const { list, kinds } = bench(9);
    kinds["tags.export"].page = async (_reading, _input, cursor) => {
      if (cursor === 3) throw vendorError({ kind: "refused", vendorText: "Page too far" });
      return pageOf(list, cursor);
    };
    const job = await started(admin, exportTags(), kinds);
    expect(await driveToEnd(job.id, kinds)).toMatchObject({
      state: "stopped",
      reason: "targets",
      words: "The vendor refused it: “Page too far”",
      rowsDone: 3,
    });
    expect(await linesOf(job.id)).toEqual(["name", "r1", "r2", "r3"]);
    expect((await jobOf(job.id)).expiresAt).toBeInstanceOf(Date);
  });

  test("that does not come while the vendor is away is waited for", async () => {
    const { list, kinds } = bench(7);
    let tries = 0;
    kinds["tags.export"].page = async (_reading, _input, cursor) => {
      tries += 1;
      if (tries === 2) throw vendorError({ kind: "unavailable", retryAfterMs: 1_000 });
      return pageOf(list, cursor);
    };
    const job = await started(admin, exportTags(), kinds);
    await turn(job.id, kinds);
    expect(await jobOf(job.id)).toMatchObject({ state: "paused", reason: "vendor_away", rowsDone: 3 });
    expect(await driveToEnd(job.id, kinds)).toMatchObject({ state: "done", rowsDone: 7 });
    expect(await linesOf(job.id)).toEqual(["name", ...targetsTo(7)]);
  });

  test("that cannot be written because of a mistake of ours pauses the job, and is not read over and over", async () => {
    const { kinds } = bench(3, { page: async () => ({ items: [{ name: { number: 1n } }], next: null }) });
    const job = await started(admin, exportTags(), kinds);
    expect(await driveToEnd(job.id, kinds)).toMatchObject({
      state: "paused",
      reason: "internal",
      rowsDone: 0,
    });
  });
});

describe("a person", () => {
  test("may pause it and have it go on where it stood", async () => {
    const { list, cursors, kinds } = bench(9);
    const job = await started(admin, exportTags(), kinds);
    kinds["tags.export"].page = async (_reading, _input, cursor) => {
      cursors.push(cursor);
      if (cursors.length === 1) await act(admin, "jobs.pause", (permit) => pauseJob(permit, admin, job.id));
      return pageOf(list, cursor);
    };
    await turn(job.id, kinds);
    expect(await jobOf(job.id)).toMatchObject({ state: "paused", rowsDone: 3 });
    await act(admin, "jobs.resume", (permit) => resumeJob(permit, admin, job.id, kinds));
    expect(await driveToEnd(job.id, kinds)).toMatchObject({ state: "done", rowsDone: 9 });
    expect(cursors).toEqual([null, 3, 6]);
  });

  test("may stop it while a page is read: that page is kept, and none is read after it", async () => {
    const { list, cursors, kinds } = bench(9);
    const job = await started(admin, exportTags(), kinds);
    kinds["tags.export"].page = async (_reading, _input, cursor) => {
      cursors.push(cursor);
      await act(admin, "jobs.stop", (permit) => stopJob(permit, admin, job.id));
      return pageOf(list, cursor);
    };
    expect(await driveToEnd(job.id, kinds)).toMatchObject({ state: "stopped", rowsDone: 3 });
    await turn(job.id, kinds);
    expect(cursors).toEqual([null]);
    expect(await linesOf(job.id)).toEqual(["name", "r1", "r2", "r3"]);
  });
});

test("a file that is kept no longer is removed, whole or not; the record of the job stays", async () => {
  const { kinds } = bench(7);
  const whole = await started(admin, exportTags(), kinds);
  await driveToEnd(whole.id, kinds);
  const part = await started(admin, exportTags(), kinds);
  const claim = await claimChunk(part, "one");
  if (claim === undefined) throw new Error("nothing was claimed");
  await write(part, claim, kinds);
  await act(admin, "jobs.stop", (permit) => stopJob(permit, admin, part.id));
  expect(await sweepExpired()).toBe(0);
  for (const { id } of [whole, part]) {
    await db()
      .update(jobs)
      .set({ expiresAt: new Date(0) })
      .where(eq(jobs.id, id));
  }
  expect(await sweepExpired()).toBe(2);
  for (const { id } of [whole, part]) {
    expect(await pagesOf(id)).toEqual([]);
    expect(await jobOf(id)).toMatchObject({ fileBytes: 0, rowsDone: expect.any(Number) });
    await db().delete(jobs).where(eq(jobs.id, id));
  }
});
