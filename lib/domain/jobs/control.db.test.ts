import { eq, sql } from "drizzle-orm";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { jobRows, jobs, notices } from "@/drizzle/schema/jobs";
import { users } from "@/drizzle/schema/people";
import type { Actor } from "@/lib/access/actor";
import { listEntries } from "@/lib/audit/read";
import type { AuditAction } from "@/lib/contract/audit-actions";
import { db } from "@/lib/db/connection";
import { forbidden } from "@/lib/operations/perform";
import type { RecordsPermit } from "@/lib/operations/records-permit";
import { claimChunk, rowsOf } from "./claim";
import { discardPlan, pauseJob, resumeJob, retryRows, type startJob, stopJob } from "./control";
import type { RowsKind } from "./kind";
import type { JobRecord } from "./record";
import { settle } from "./settle";
import { closeOrphans, strandedJobs, sweepExpired } from "./stranded";
import {
  act,
  assignTo,
  chunksOfJob,
  driveToEnd,
  exportTags,
  jobOf,
  jobsDatabase,
  planned,
  rowsOfJob,
  somebody,
  start,
  started,
  targetsByState,
  targetsTo,
  timePasses,
  turn,
} from "./testing";
import { recountAll } from "./testing.recount";
import {
  fails,
  fileKind,
  hangs,
  losesAnswer,
  RecordingVendor,
  refuses,
  replies,
  rowsKind,
} from "./testing.vendor";

const { owner } = await jobsDatabase();
let admin: Actor;
let support: Actor;
let requester: Actor;

beforeAll(async () => {
  admin = await somebody();
  support = await somebody("support");
  requester = await somebody("requester");
});
afterEach(recountAll);

function bench(changes: Partial<RowsKind<"tags.assign">> = {}) {
  const vendor = new RecordingVendor();
  return { vendor, kinds: { "tags.assign": rowsKind(vendor, changes) } };
}

type Steering = "pause" | "resume" | "stop" | "retry" | "discard";
type Kinds = Parameters<typeof startJob>[4];

function waysOf({ id }: JobRecord, kinds: Kinds, by: Actor) {
  return {
    pause: (permit) => pauseJob(permit, by, id),
    resume: (permit) => resumeJob(permit, by, id, kinds),
    stop: (permit) => stopJob(permit, by, id),
    retry: (permit) => retryRows(permit, by, id, "failed", kinds),
    discard: (permit) => discardPlan(permit, by, id),
  } satisfies Record<Steering, (permit: RecordsPermit) => Promise<unknown>>;
}

/** What a person does to a job, through the gate. */
async function steer(what: Steering, job: JobRecord, kinds: Kinds, by = admin): Promise<unknown> {
  return await act<unknown>(by, `jobs.${what}` satisfies AuditAction, waysOf(job, kinds, by)[what]);
}

const retry = (job: JobRecord, which: "failed" | "unfinished", kinds: Kinds, by = admin) =>
  act(by, "jobs.retry", (permit) => retryRows(permit, by, job.id, which, kinds));

const noticesOf = (jobId: string) =>
  db()
    .select()
    .from(notices)
    .where(eq(notices.href, `/jobs/${jobId}`));
const wakeUpsOf = async (jobId: string) =>
  (await owner`select from pgboss.job where data ->> 'jobId' = ${jobId} and state < 'active'`).length;

/** A job with a call under way at a vendor that has not answered yet. */
async function underWay(rows: number, changes: Partial<RowsKind<"tags.assign">> = {}) {
  const { vendor, kinds } = bench(changes);
  const call = hangs();
  vendor.next(call.reply);
  const job = await started(admin, assignTo(targetsTo(rows)), kinds);
  const driving = turn(job.id, kinds);
  await call.arrived;
  return { vendor, kinds, job, call, driving };
}

describe("starting a plan", () => {
  test("twice at the same moment starts it once", async () => {
    const { kinds } = bench();
    const plan = await planned(admin, assignTo(targetsTo(3)), kinds);
    const starts = await Promise.allSettled([start(admin, plan, kinds), start(admin, plan, kinds)]);
    expect(starts.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    const refused = starts.find((one) => one.status === "rejected");
    expect(refused?.reason).toMatchObject({ code: "conflict", words: { detail: "This job is running." } });
    expect(await jobOf(plan.id)).toMatchObject({ state: "running", startedById: admin.id, expiresAt: null });
  });

  test("wakes a driver for each of its lanes", async () => {
    const { kinds } = bench({ callsAtOnce: 3 });
    const plan = await planned(admin, assignTo(targetsTo(3)), kinds);
    await owner`delete from pgboss.job`;
    await start(admin, plan, kinds);
    expect(await wakeUpsOf(plan.id)).toBe(3);
  });

  test("is refused with the digest of another plan", async () => {
    const { kinds } = bench();
    const plan = await planned(admin, assignTo(targetsTo(3)), kinds);
    const other = await planned(admin, assignTo(targetsTo(4)), kinds);
    await expect(start(admin, { ...plan, digest: other.digest }, kinds)).rejects.toMatchObject({
      code: "conflict",
    });
    expect(await jobOf(plan.id)).toMatchObject({ state: "ready", startedAt: null });
  });

  test("is refused when there is nothing to do", async () => {
    const { kinds } = bench();
    const plan = await planned(admin, assignTo(["skip a", "skip b"]), kinds);
    await expect(start(admin, plan, kinds)).rejects.toMatchObject({
      code: "conflict",
      words: { detail: expect.stringContaining("nothing to do") },
    });
  });

  test("somebody else has made runs under the rights of who starts it", async () => {
    const { vendor, kinds } = bench();
    const other = await somebody();
    const plan = await planned(other, assignTo(targetsTo(1)), kinds);
    await start(admin, plan, kinds);
    await driveToEnd(plan.id, kinds);
    expect(vendor.calls).toHaveLength(1);
    const { items } = await listEntries({ jobId: plan.id, action: "tags.assign" }, { size: 5 });
    expect(items.map(({ actorId }) => actorId)).toEqual([admin.id, admin.id]);
  });
});

describe("without the right", () => {
  const ways: Steering[] = ["pause", "resume", "stop", "retry", "discard"];

  test.each(ways)(
    "nobody can %s a job: who may see it is told what is missing, who may not is told nothing",
    async (what) => {
      const { kinds } = bench();
      const plan = await planned(admin, assignTo(targetsTo(3)), kinds);
      const before = await jobOf(plan.id);
      await expect(steer(what, plan, kinds, support)).rejects.toMatchObject({
        code: "forbidden",
        words: { detail: expect.stringContaining("tags:write") },
      });
      // The gate refuses before: this is the second line.
      const unseen = db().transaction<unknown>((tx) =>
        waysOf(plan, kinds, requester)[what]({ tx } as RecordsPermit),
      );
      await expect(unseen).rejects.toMatchObject({ code: "not_found" });
      expect(await jobOf(plan.id)).toEqual(before);
    },
  );

  test("nobody can start a plan", async () => {
    const { kinds } = bench();
    const plan = await planned(admin, assignTo(targetsTo(3)), kinds);
    await expect(start(support, plan, kinds)).rejects.toMatchObject({ code: "forbidden" });
    expect(await jobOf(plan.id)).toMatchObject({ state: "ready" });
  });

  test("nor make one", async () => {
    const { kinds } = bench();
    await expect(planned(support, assignTo(targetsTo(3)), kinds)).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  test("a job that is not there is not found", async () => {
    const { kinds } = bench();
    const job = { id: "job_00000000000000000000000000000000" } as JobRecord;
    for (const way of ways) {
      await expect(steer(way, job, kinds)).rejects.toMatchObject({ code: "not_found" });
    }
  });
});

test("what does not fit the state of a job is refused, in words", async () => {
  const { kinds } = bench();
  const ready = await planned(admin, assignTo(targetsTo(3)), kinds);
  for (const way of ["pause", "resume", "stop", "retry"] as const) {
    await expect(steer(way, ready, kinds)).rejects.toMatchObject({
      code: "conflict",
      words: { detail: "This job has not been started." },
    });
  }
  const done = await started(admin, assignTo(targetsTo(1)), kinds);
  await driveToEnd(done.id, kinds);
  for (const way of ["pause", "resume", "stop", "discard"] as const) {
    await expect(steer(way, done, kinds)).rejects.toMatchObject({
      code: "conflict",
      words: { detail: "This job is done." },
    });
  }
  await expect(steer("retry", done, kinds)).rejects.toMatchObject({
    words: { detail: "No row of this job has failed." },
  });
  await expect(retry(done, "unfinished", kinds)).rejects.toMatchObject({
    words: { detail: "Every row of this job has its outcome." },
  });
});

describe("pausing", () => {
  test("while a call is under way lets it come to its end, and begins nothing else", async () => {
    const { vendor, kinds, job, call, driving } = await underWay(6);
    await steer("pause", job, kinds);
    expect(await jobOf(job.id)).toMatchObject({ state: "paused", reason: "person", rowsSent: 3 });
    expect(await turn(job.id, kinds, "other")).toBe("idle");
    call.release();
    expect(await driving).toBe("idle");
    expect(await targetsByState(job.id)).toEqual({ done: ["r1", "r2", "r3"], planned: ["r4", "r5", "r6"] });
    expect(vendor.calls).toHaveLength(1);
    expect(await jobOf(job.id)).toMatchObject({ words: `Paused by ${admin.name}.` });
    await steer("resume", job, kinds);
    expect(await driveToEnd(job.id, kinds)).toMatchObject({ state: "done", rowsDone: 6, reason: null });
  });

  test("outlasts whatever the call under way comes to", async () => {
    for (const reply of [
      fails({ kind: "unavailable" }),
      fails({ kind: "denied" }),
      replies.bug,
      losesAnswer(true),
    ]) {
      const { kinds, job, call, driving } = await underWay(6);
      await steer("pause", job, kinds);
      call.release(reply);
      await driving;
      expect(await jobOf(job.id)).toMatchObject({ state: "paused", reason: "person", resumesAt: null });
      await timePasses(job.id);
      expect(await turn(job.id, kinds)).toBe("idle");
    }
  });

  test("a job that waits for its vendor keeps it from going on by itself", async () => {
    const { vendor, kinds } = bench();
    vendor.next(fails({ kind: "unavailable" }));
    const job = await started(admin, assignTo(targetsTo(3)), kinds);
    await turn(job.id, kinds);
    await steer("pause", job, kinds);
    expect(await jobOf(job.id)).toMatchObject({ state: "paused", reason: "person", resumesAt: null });
    await turn(job.id, kinds);
    expect(vendor.calls).toHaveLength(1);
  });

  test("and resuming a job that waits for its vendor has it tried at once, by every lane", async () => {
    const { vendor, kinds } = bench();
    vendor.next(fails({ kind: "unavailable" }));
    const job = await started(admin, assignTo(targetsTo(3)), kinds);
    await turn(job.id, kinds);
    await owner`delete from pgboss.job`;
    await steer("resume", job, kinds);
    expect(await jobOf(job.id)).toMatchObject({ state: "running", awayCount: 0, resumesAt: null });
    expect(await wakeUpsOf(job.id)).toBe(2);
    await turn(job.id, kinds);
    expect(await jobOf(job.id)).toMatchObject({ state: "done" });
  });
});

describe("stopping", () => {
  test("while a call is under way lets it come to its end; the rest is skipped, in words", async () => {
    const { vendor, kinds, job, call, driving } = await underWay(6);
    await steer("stop", job, kinds);
    const words = "Not begun: the job was stopped before.";
    expect(await jobOf(job.id)).toMatchObject({
      state: "stopped",
      reason: "person",
      words: `Stopped by ${admin.name}.`,
      rowsSent: 3,
      rowsSkipped: 3,
    });
    call.release();
    await driving;
    expect(await rowsOfJob(job.id)).toEqual([
      ...targetsTo(3).map((target) => ({ target, state: "done", words: null })),
      ...["r4", "r5", "r6"].map((target) => ({ target, state: "skipped", words })),
    ]);
    expect(vendor.calls).toHaveLength(1);
    expect(await noticesOf(job.id)).toEqual([]);
  });

  test("twice at the same moment stops once", async () => {
    const { kinds } = bench();
    const job = await started(admin, assignTo(targetsTo(6)), kinds);
    const stops = await Promise.allSettled([steer("stop", job, kinds), steer("stop", job, kinds)]);
    expect(stops.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(await jobOf(job.id)).toMatchObject({ state: "stopped", rowsSkipped: 6 });
  });

  test("leaves rows in doubt in doubt", async () => {
    for (const ifLost of ["look", "repeat"] as const) {
      const { vendor, kinds } = bench({ ifLost });
      vendor.next(losesAnswer(true), fails({ kind: "unavailable" }));
      const job = await started(admin, assignTo(targetsTo(6)), kinds);
      await turn(job.id, kinds);
      if (ifLost === "repeat") {
        await timePasses(job.id);
        await turn(job.id, kinds);
      }
      await steer("stop", job, kinds);
      expect(await targetsByState(job.id)).toEqual({
        unknown: ["r1", "r2", "r3"],
        skipped: ["r4", "r5", "r6"],
      });
    }
  });

  test("a job whose process was lost leaves its call in doubt, once its lease has run out", async () => {
    const { kinds, job, call, driving } = await underWay(6);
    await steer("stop", job, kinds);
    await closeOrphans();
    expect(await targetsByState(job.id)).toMatchObject({ sent: ["r1", "r2", "r3"] });
    await timePasses(job.id);
    await closeOrphans();
    await closeOrphans();
    expect(await targetsByState(job.id)).toMatchObject({ unknown: ["r1", "r2", "r3"] });
    expect((await rowsOfJob(job.id))[0]?.words).toContain("Nobody can say");
    // It lives after all, and learns that it is too late.
    call.release(refuses("No"));
    expect(await driving).toBe("idle");
    expect(await targetsByState(job.id)).toMatchObject({ unknown: ["r1", "r2", "r3"] });
    await retry(job, "unfinished", kinds);
    expect(await driveToEnd(job.id, kinds)).toMatchObject({ state: "done", rowsDone: 6 });
  });

  test("does not close the calls of other jobs", async () => {
    const { job, call, driving } = await underWay(3);
    await timePasses(job.id);
    await closeOrphans();
    expect(await targetsByState(job.id)).toEqual({ sent: ["r1", "r2", "r3"] });
    call.release();
    await driving;
  });
});

describe("trying again", () => {
  test("the failed rows takes them and no others: whole calls where they are, single rows together", async () => {
    const { vendor, kinds } = bench({ splits: false });
    const apart = new Map([[3, { state: "failed", words: "No." }]] as const);
    vendor.next((call) => ({ ...replies.done(call), apart }), refuses("Not now"));
    const job = await started(admin, assignTo(targetsTo(12)), kinds);
    await driveToEnd(job.id, kinds);
    expect((await targetsByState(job.id)).failed).toEqual(["r3", "r4", "r5", "r6"]);
    vendor.calls.length = 0;
    await retry(job, "failed", kinds);
    expect(await jobOf(job.id)).toMatchObject({
      state: "running",
      endedAt: null,
      rowsFailed: 0,
      rowsDone: 8,
    });
    expect(await driveToEnd(job.id, kinds)).toMatchObject({ state: "done", rowsDone: 12, callsTotal: 5 });
    expect(vendor.calls.map(({ targets }) => targets)).toEqual([["r4", "r5", "r6"], ["r3"]]);
  });

  test("rows that no call carries together stay apart, in their first calls and when they are tried again", async () => {
    const { vendor, kinds } = bench({
      commonOf: ({ target }) => (Number(target.slice(1)) % 2 ? "odd" : "even"),
    });
    const failing = (...ordinals: number[]) =>
      new Map(ordinals.map((ordinal) => [ordinal, { state: "failed" as const, words: "No." }]));
    vendor.next(
      (call) => ({ ...replies.done(call), apart: failing(1, 3) }),
      (call) => ({ ...replies.done(call), apart: failing(2) }),
    );
    const job = await started(admin, assignTo(targetsTo(8)), kinds);
    await driveToEnd(job.id, kinds);
    const calls = () => vendor.calls.splice(0).map(({ targets }) => targets.join(" "));
    expect(calls()).toEqual(["r1 r3 r5", "r2 r4 r6", "r7", "r8"]);
    await retry(job, "failed", kinds);
    await driveToEnd(job.id, kinds);
    expect(calls()).toEqual(["r1 r3", "r2"]);
  });

  test("runs under the rights of who asks for it", async () => {
    const { vendor, kinds } = bench();
    vendor.next(refuses("No"));
    const job = await started(admin, assignTo(["r1"]), kinds);
    await driveToEnd(job.id, kinds);
    const other = await somebody();
    await retry(job, "failed", kinds, other);
    await driveToEnd(job.id, kinds);
    const { items } = await listEntries({ jobId: job.id, action: "tags.assign" }, { size: 10 });
    expect(items.map(({ actorId }) => actorId)).toEqual([other.id, other.id, admin.id, admin.id]);
  });

  /** A stopped job that has one row in each state a row can end in, and others in chunks of their own. */
  async function mixed(changes: Partial<RowsKind<"tags.assign">> = {}) {
    const { vendor, kinds } = bench({ splits: false, ...changes });
    const job = await started(admin, assignTo([...targetsTo(18), "skip me"]), kinds);
    for (const outcome of [
      {
        state: "done",
        apart: new Map([
          [1, { state: "failed" }],
          [2, { state: "unknown" }],
        ] as const),
      },
      { state: "failed", words: "No." },
      { state: "unknown" },
      { state: "accepted", apart: new Map([[10, { state: "skipped", words: "It has it." }]] as const) },
    ] as const) {
      const claim = await claimChunk(job, "one");
      if (claim === undefined) throw new Error("there is nothing to claim");
      const rows = await rowsOf(claim);
      await db().transaction((tx) => settle(tx, claim, rows, outcome));
    }
    vendor.next(losesAnswer(true));
    await turn(job.id, kinds);
    await steer("stop", job, kinds);
    return { vendor, kinds, job };
  }

  test("the failed rows leaves those in doubt alone", async () => {
    const { vendor, kinds, job } = await mixed();
    expect(await targetsByState(job.id)).toEqual({
      failed: ["r1", "r4", "r5", "r6"],
      unknown: ["r2", "r7", "r8", "r9", "r13", "r14", "r15"],
      done: ["r3"],
      skipped: ["r10", "r16", "r17", "r18", "skip me"],
      accepted: ["r11", "r12"],
    });
    vendor.calls.length = 0;
    await retry(job, "failed", kinds);
    await recountAll();
    await driveToEnd(job.id, kinds);
    expect(vendor.targets.toSorted()).toEqual(["r1", "r4", "r5", "r6"]);
    expect(vendor.lookedUp).toEqual([]);
    expect(await targetsByState(job.id)).toMatchObject({
      unknown: ["r2", "r7", "r8", "r9", "r13", "r14", "r15"],
      skipped: ["r10", "r16", "r17", "r18", "skip me"],
    });
    expect(await jobOf(job.id)).toMatchObject({ state: "done" });
  });

  test("what is unfinished looks up what is in doubt before anything of it is sent", async () => {
    const { vendor, kinds, job } = await mixed();
    vendor.carriedOut.set("r2", 1).set("r8", 1);
    vendor.calls.length = 0;
    await retry(job, "unfinished", kinds);
    await recountAll();
    await driveToEnd(job.id, kinds);
    expect(vendor.lookedUp.flat().toSorted()).toEqual(["r13", "r14", "r15", "r2", "r7", "r8", "r9"]);
    // 13 to 15 had been carried out though the answer was lost.
    expect(vendor.targets.toSorted()).toEqual(
      ["r1", "r10", "r16", "r17", "r18", "r4", "r5", "r6", "r7", "r9"].toSorted(),
    );
    expect(await targetsByState(job.id)).toEqual({
      done: targetsTo(18).filter((target) => target !== "r11" && target !== "r12"),
      accepted: ["r11", "r12"],
      skipped: ["skip me"],
    });
  });

  test("rows in doubt of a kind that cannot ask leaves them to people, as before", async () => {
    const { vendor, kinds } = bench({ ifLost: "ask" });
    vendor.next(losesAnswer(true));
    const job = await started(admin, assignTo(targetsTo(3)), kinds);
    await driveToEnd(job.id, kinds);
    await retry(job, "unfinished", kinds);
    expect(await driveToEnd(job.id, kinds)).toMatchObject({ state: "done", rowsUnknown: 3 });
    expect(vendor.calls).toHaveLength(1);
  });

  test("over and over loses no row and no count", async () => {
    const { vendor, kinds } = bench({ splits: true });
    vendor.always("r2", refuses("No")).always("r8", losesAnswer(false, "unavailable"));
    const job = await started(admin, assignTo(targetsTo(9)), kinds);
    for (let times = 0; times < 3; times++) {
      for (let turns = 0; turns < 4; turns++) {
        await turn(job.id, kinds);
        await timePasses(job.id);
      }
      await steer("stop", job, kinds);
      await recountAll();
      await retry(job, "unfinished", kinds);
      await recountAll();
    }
    vendor.forget("r2");
    vendor.forget("r8");
    expect(await driveToEnd(job.id, kinds)).toMatchObject({ state: "done", rowsDone: 9 });
    expect([...vendor.carriedOut.values()]).toEqual(Array.from({ length: 9 }, () => 1));
  });

  test("waits until the job is over", async () => {
    const { kinds, job, call, driving } = await underWay(3);
    await expect(retry(job, "failed", kinds)).rejects.toMatchObject({
      code: "conflict",
      words: { detail: "This job is running." },
    });
    call.release();
    await driving;
  });

  test("twice at the same moment takes rows up once", async () => {
    const { vendor, kinds } = bench();
    vendor.next(refuses("No"));
    const job = await started(admin, assignTo(["r1"]), kinds);
    await driveToEnd(job.id, kinds);
    const tries = await Promise.allSettled([retry(job, "failed", kinds), retry(job, "failed", kinds)]);
    expect(tries.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    await driveToEnd(job.id, kinds);
    expect(vendor.calls).toHaveLength(2);
  });

  test("is not offered for a file", async () => {
    const kinds = { "tags.export": fileKind({ items: targetsTo(9), pageSize: 3 }) };
    const job = await started(admin, exportTags(), kinds);
    await steer("stop", job, kinds);
    await expect(retry(job, "unfinished", kinds)).rejects.toMatchObject({
      code: "conflict",
      words: { next: "Make a new one." },
    });
  });
});

describe("a person", () => {
  const change = (actor: Actor, columns: Partial<typeof users.$inferInsert>) =>
    db().update(users).set(columns).where(eq(users.id, actor.id));

  test.each([
    ["is disabled", { state: "disabled" }, "cannot sign in any more"],
    ["loses the right", { role: "support" }, "does not hold the right tags:write any more"],
  ])(
    "who %s in the middle stops what runs under their name, and nothing is sent after",
    async (_what, columns, words) => {
      const { vendor, kinds } = bench();
      const person = await somebody();
      const job = await started(person, assignTo(targetsTo(9)), kinds);
      vendor.next(async (call) => {
        await change(person, columns);
        return replies.done(call);
      });
      expect(await driveToEnd(job.id, kinds)).toMatchObject({
        state: "stopped",
        reason: "starter",
        words: expect.stringContaining(words),
        rowsDone: 3,
        rowsSkipped: 6,
      });
      expect(vendor.calls).toHaveLength(1);
      expect((await rowsOfJob(job.id)).at(-1)?.words).toBe(
        "Not begun: the person who started the job may not go on.",
      );
      const { items } = await listEntries({ jobId: job.id, action: "tags.assign" }, { size: 10 });
      expect(items.map(({ outcome }) => outcome)).toEqual(["succeeded", "intent"]);
      expect(await noticesOf(job.id)).toMatchObject([{ kind: "failed" }]);
      await turn(job.id, kinds);
      expect(vendor.calls).toHaveLength(1);
    },
  );

  test("is asked for at every call, with the role of that moment", async () => {
    const { vendor, kinds } = bench();
    const person = await somebody();
    const job = await started(person, assignTo(targetsTo(6)), kinds);
    vendor.next(async (call) => {
      await change(person, { role: "support" });
      await change(person, { role: "admin", email: "renamed@example.com" });
      return replies.done(call);
    });
    await driveToEnd(job.id, kinds);
    const { items } = await listEntries({ jobId: job.id, action: "tags.assign" }, { size: 10 });
    expect(items.map(({ actorName }) => actorName)).toEqual([
      "renamed@example.com",
      "renamed@example.com",
      person.name,
      person.name,
    ]);
    await change(person, { email: `${person.id}@example.com` });
  });

  test("whom the gate denies a call stops it: nothing is sent, and nothing is in doubt", async () => {
    const { kinds } = bench({
      send: async () => {
        throw forbidden("tags:write");
      },
    });
    const job = await started(admin, assignTo(targetsTo(6)), kinds);
    expect(await driveToEnd(job.id, kinds)).toMatchObject({
      state: "stopped",
      reason: "starter",
      rowsSkipped: 6,
    });
    const { items } = await listEntries({ jobId: job.id, action: "tags.assign" }, { size: 10 });
    expect(items.map(({ outcome }) => outcome)).toEqual(["failed", "intent"]);
  });

  test("who is gone stops it, too", async () => {
    const { vendor, kinds } = bench();
    const person = await somebody();
    const job = await started(person, assignTo(targetsTo(3)), kinds);
    await owner`delete from users where id = ${person.id}`;
    expect(await driveToEnd(job.id, kinds)).toMatchObject({
      state: "stopped",
      reason: "starter",
      rowsSkipped: 3,
    });
    expect(vendor.calls).toEqual([]);
  });
});

test("a call whose intent cannot be written is not made; the job waits until it can be", async () => {
  const { vendor, kinds } = bench();
  const job = await started(admin, assignTo(targetsTo(3)), kinds);
  await owner`revoke insert on audit_entries from muniment_app`;
  try {
    await turn(job.id, kinds);
  } finally {
    await owner`grant insert on audit_entries to muniment_app`;
  }
  expect(vendor.calls).toEqual([]);
  expect(await jobOf(job.id)).toMatchObject({
    state: "paused",
    reason: "vendor_away",
    words: expect.stringContaining("audit history cannot be written"),
  });
  expect(await driveToEnd(job.id, kinds)).toMatchObject({ state: "done", rowsDone: 3 });
});

describe("plans nobody starts", () => {
  const rowsLeft = async (job: JobRecord) =>
    (await db().select().from(jobRows).where(eq(jobRows.job, job.number))).length;
  const expire = (job: JobRecord) =>
    db().update(jobs).set({ expiresAt: sql`now() - interval '1 second'` }).where(eq(jobs.id, job.id));

  test("are discarded with all their rows", async () => {
    const { kinds } = bench();
    const plan = await planned(admin, assignTo(targetsTo(3)), kinds);
    await steer("discard", plan, kinds);
    await expect(jobOf(plan.id)).rejects.toThrow("there is no job");
    expect(await rowsLeft(plan)).toBe(0);
    await expect(start(admin, plan, kinds)).rejects.toMatchObject({ code: "not_found" });
  });

  test("are removed when their time is over; others stay", async () => {
    const { kinds } = bench();
    const [old, fresh] = [
      await planned(admin, assignTo(targetsTo(3)), kinds),
      await planned(admin, assignTo(targetsTo(3)), kinds),
    ];
    await expire(old);
    expect(await sweepExpired()).toBe(1);
    await expect(jobOf(old.id)).rejects.toThrow("there is no job");
    expect(await rowsLeft(old)).toBe(0);
    expect(await jobOf(fresh.id)).toMatchObject({ state: "ready" });
    expect(await rowsLeft(fresh)).toBe(3);
  });

  test("are either started or removed when both happen at the same moment, never half of each", async () => {
    const { kinds } = bench();
    const plans = await Promise.all(
      Array.from({ length: 12 }, () => planned(admin, assignTo(targetsTo(3)), kinds)),
    );
    await Promise.all(plans.map(expire));
    const [, ...starts] = await Promise.all([
      sweepExpired(),
      ...plans.map((plan) =>
        start(admin, plan, kinds).then(
          () => true,
          (error: { code: string }) => {
            expect(["not_found", "conflict"]).toContain(error.code);
            return false;
          },
        ),
      ),
    ]);
    await sweepExpired();
    for (const [index, plan] of plans.entries()) {
      if (starts[index]) {
        expect(await driveToEnd(plan.id, kinds)).toMatchObject({ state: "done", rowsDone: 3 });
      } else {
        await expect(jobOf(plan.id)).rejects.toThrow("there is no job");
        expect(await rowsLeft(plan)).toBe(0);
      }
    }
  });

  test("that run are never removed, however old", async () => {
    const { kinds } = bench();
    const job = await started(admin, assignTo(targetsTo(3)), kinds);
    await db()
      .update(jobs)
      .set({ createdAt: new Date(0) })
      .where(eq(jobs.id, job.id));
    await sweepExpired();
    expect(await driveToEnd(job.id, kinds)).toMatchObject({ state: "done" });
  });
});

test("jobs that somebody should be at are found; those that wait for a person or their time are not", async () => {
  const { vendor, kinds } = bench();
  const running = await started(admin, assignTo(targetsTo(3)), kinds);
  const paused = await started(admin, assignTo(targetsTo(3)), kinds);
  await steer("pause", paused, kinds);
  vendor.next(fails({ kind: "unavailable" }));
  const waiting = await started(admin, assignTo(targetsTo(3)), kinds);
  await turn(waiting.id, kinds);
  const plan = await planned(admin, assignTo(targetsTo(3)), kinds);
  const mine = [running, paused, waiting, plan].map(({ id }) => id);
  const found = async () => {
    const all = await strandedJobs();
    return all.map(({ jobId }) => jobId).filter((id) => mine.includes(id));
  };
  expect(await found()).toEqual([running.id]);
  await timePasses(waiting.id);
  expect((await found()).toSorted()).toEqual([running.id, waiting.id].toSorted());
});

test("chunks keep what the last call of each was", async () => {
  const { vendor, kinds } = bench();
  vendor.next(losesAnswer(false));
  const job = await started(admin, assignTo(targetsTo(3)), kinds);
  await driveToEnd(job.id, kinds);
  expect(await chunksOfJob(job.id)).toMatchObject([
    { attempts: 2, fence: 2, requestId: vendor.calls[1]?.requestId, answer: "OK", words: null },
  ]);
});
