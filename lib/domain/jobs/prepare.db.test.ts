import { Readable } from "node:stream";
import { eq, inArray } from "drizzle-orm";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { jobRows, jobs } from "@/drizzle/schema/jobs";
import type { Actor } from "@/lib/access/actor";
import type { JobPlan } from "@/lib/contract/job-kinds";
import { Refusal } from "@/lib/contract/problem";
import { db } from "@/lib/db/connection";
import type { PlannedRow, RowPages, RowsKind } from "./kind";
import { makePlan, makePlanOfFile, receiveTargets } from "./plans";
import type { JobRecord } from "./record";
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
  targetsByState,
  targetsTo,
  timePasses,
  turn,
} from "./testing";
import { recountAll } from "./testing.recount";
import { fileKind, RecordingVendor, replies, rowsKind, vendorError } from "./testing.vendor";

const { owner } = await jobsDatabase();
let admin: Actor;

beforeAll(async () => {
  admin = await somebody();
});
afterEach(recountAll);

function bench(changes: Partial<RowsKind<"tags.assign">> = {}) {
  const vendor = new RecordingVendor();
  return { vendor, kinds: { "tags.assign": rowsKind(vendor, changes) } };
}
type Kinds = ReturnType<typeof bench>["kinds"];

const rowOf = (target: string, index: number): PlannedRow => ({ ordinal: index + 1, target });
const make = (plan: JobPlan, kinds: Parameters<typeof makePlan>[3]) =>
  act(admin, "jobs.preview", (permit) => makePlan(permit, admin, plan, kinds));
const storedRows = ({ number }: JobRecord) =>
  db()
    .select()
    .from(jobRows)
    .where(inArray(jobRows.job, [number, -number]));

describe("a plan", () => {
  test("is prepared in the background, and says what would be done to how many", async () => {
    const { vendor, kinds } = bench();
    const made = await make(assignTo([...targetsTo(7), "skip me"]), kinds);
    expect(made).toMatchObject({ state: "preparing", title: "Assign downtown to devices", digest: null });
    const [message] = await owner`select state from pgboss.job where data ->> 'jobId' = ${made.id}`;
    expect(message).toEqual({ state: "created" });
    await turn(made.id, kinds);
    expect(await jobOf(made.id)).toMatchObject({
      state: "ready",
      title: "Assign downtown to 7 devices",
      rowsTotal: 8,
      rowsSkipped: 1,
      callsTotal: 3,
      callsMade: 0,
      skips: [{ words: "It need not be done.", rows: 1 }],
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(vendor.calls).toEqual([]);
  });

  test("is what runs, whatever the list says later", async () => {
    let list = targetsTo(4);
    const { vendor, kinds } = bench({
      collect: async function* () {
        yield list.map(rowOf);
      },
    });
    const plan = await planned(admin, assignTo([]), kinds);
    list = ["somebody else"];
    await turn(plan.id, kinds);
    await start(admin, plan, kinds);
    await driveToEnd(plan.id, kinds);
    expect(vendor.targets).toEqual(targetsTo(4));
  });

  test("has its rows judged some at a time; those that were skipped before are not asked about", async () => {
    const asked: string[][] = [];
    const { kinds } = bench({
      rowsPerCall: 1_000,
      judge: async (_reading, _input, rows) => {
        asked.push(rows.map(({ target }) => target));
        return rows.map((row) =>
          row.target === "r2" ? { ...row, skip: "It has the tag.", input: "x" } : row,
        );
      },
      collect: async function* () {
        yield [...targetsTo(1_100).map(rowOf), { ordinal: 1_101, target: "bad", skip: "It is no device." }];
      },
    });
    const plan = await planned(admin, assignTo([]), kinds);
    expect(asked.map(({ length }) => length)).toEqual([500, 500, 100]);
    expect(asked.flat()).toEqual(targetsTo(1_100));
    expect(plan).toMatchObject({ rowsTotal: 1_101, rowsSkipped: 2, callsTotal: 2 });
    expect((await rowsOfJob(plan.id)).filter(({ state }) => state === "skipped")).toMatchObject([
      { target: "r2", words: "It has the tag." },
      { target: "bad", words: "It is no device." },
    ]);
  });

  test("without targets is ready, and cannot be started", async () => {
    const { kinds } = bench();
    const plan = await planned(admin, assignTo([]), kinds);
    expect(plan).toMatchObject({ state: "ready", rowsTotal: 0, callsTotal: 0 });
    expect(await chunksOfJob(plan.id)).toEqual([]);
    await expect(start(admin, plan, kinds)).rejects.toMatchObject({ code: "conflict" });
  });

  test("that is discarded while it is prepared is gone, with everything", async () => {
    const { kinds } = bench({
      collect: async function* () {
        yield targetsTo(3).map(rowOf);
        await db().delete(jobs).where(eq(jobs.id, made.id));
        yield [{ ordinal: 4, target: "r4" }];
      },
    });
    const made = await make(assignTo([]), kinds);
    await turn(made.id, kinds);
    expect((await storedRows(made)).map(({ target }) => target)).not.toContain("r4");
    expect(await turn(made.id, kinds)).toBe("idle");
  });
});

describe("when targets cannot be read", () => {
  test.each(["busy", "unavailable", "timeout", "connection_lost"] as const)(
    "because of trouble that passes (%s), it is tried again, longer after each time",
    async (kind) => {
      let tries = 0;
      const { kinds } = bench({
        collect: async function* () {
          yield targetsTo(2).map(rowOf);
          tries += 1;
          if (tries < 3) throw vendorError({ kind });
          yield [{ ordinal: 3, target: "r3" }];
        },
      });
      const { id } = await make(assignTo([]), kinds);
      await turn(id, kinds);
      const first = await jobOf(id);
      expect(first).toMatchObject({
        state: "preparing",
        awayCount: 1,
        words: expect.stringContaining("does not answer"),
      });
      const [message] = await owner`
        select start_after from pgboss.job where data ->> 'jobId' = ${id} order by start_after desc limit 1`;
      expect(message?.start_after).toEqual(first.resumesAt);
      await timePasses(id);
      await turn(id, kinds);
      const waits = [first, await jobOf(id)].map(({ resumesAt }) => (resumesAt?.getTime() ?? 0) - Date.now());
      expect(waits[1]).toBeGreaterThan(waits[0] ?? 0);
      await timePasses(id);
      await turn(id, kinds);
      expect(await jobOf(id)).toMatchObject({
        state: "ready",
        rowsTotal: 3,
        awayCount: 0,
        words: null,
        resumesAt: null,
      });
      expect(await targetsByState(id)).toEqual({ planned: ["r1", "r2", "r3"] });
    },
  );

  test.each([
    [
      "the vendor refuses",
      vendorError({ kind: "refused", vendorText: "No such filter" }),
      "targets",
      "No such filter",
    ],
    [
      "the vendor does not let us in",
      vendorError({ kind: "denied", detail: "the key" }),
      "vendor_denied",
      "the key",
    ],
    [
      "of a mistake of ours",
      new TypeError("undefined is not a function"),
      "internal",
      "log of this installation",
    ],
  ])("because %s, the plan has failed and says why", async (_what, error, reason, words) => {
    const { kinds } = bench({
      collect: async function* () {
        yield targetsTo(2).map(rowOf);
        throw error;
      },
    });
    const plan = await planned(admin, assignTo([]), kinds);
    expect(plan).toMatchObject({
      state: "failed",
      reason,
      words: expect.stringContaining(words),
      digest: null,
    });
    expect(plan.endedAt).toBeInstanceOf(Date);
    expect(await turn(plan.id, kinds)).toBe("idle");
  });

  test("because the process is to end, another goes on at once", async () => {
    const ending = new AbortController();
    const { kinds } = bench({
      collect: async function* (reading) {
        yield targetsTo(2).map(rowOf);
        ending.abort();
        if (reading.signal?.aborted) throw vendorError({ kind: "aborted" });
      },
    });
    const { id } = await make(assignTo([]), kinds);
    await turn(id, kinds, "ending", ending.signal);
    const job = await jobOf(id);
    expect(job).toMatchObject({ state: "preparing" });
    expect(job.resumesAt?.getTime()).toBeLessThanOrEqual(Date.now() + 1_000);
  });

  test("because a row came twice, the plan has failed instead of running", async () => {
    const { kinds } = bench({
      collect: async function* () {
        yield [rowOf("r1", 0), rowOf("r2", 0)];
      },
    });
    expect(await planned(admin, assignTo([]), kinds)).toMatchObject({ state: "failed", reason: "internal" });
  });

  test("because our own database was away, it is begun anew", async () => {
    let tries = 0;
    const { kinds } = bench({
      collect: async function* () {
        yield targetsTo(2).map(rowOf);
        tries += 1;
        if (tries === 1) throw Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" });
        yield [{ ordinal: 3, target: "r3" }];
      },
    });
    const { id } = await make(assignTo([]), kinds);
    await expect(turn(id, kinds)).rejects.toThrow("ECONNRESET");
    await turn(id, kinds);
    expect(await jobOf(id)).toMatchObject({ state: "ready", rowsTotal: 3 });
    expect(await targetsByState(id)).toEqual({ planned: ["r1", "r2", "r3"] });
  });
});

describe("two that prepare the same plan", () => {
  test("leave what the later one has found, once", async () => {
    const slow = Promise.withResolvers<void>();
    const first = Promise.withResolvers<void>();
    let collecting = 0;
    const { kinds } = bench({
      collect: async function* () {
        collecting += 1;
        const mine = collecting;
        yield targetsTo(5).map((target, index) => rowOf(`${target} of ${mine}`, index));
        if (mine === 1) {
          first.resolve();
          await slow.promise;
        }
        yield [{ ordinal: 6, target: `r6 of ${mine}` }];
      },
    });
    const { id } = await make(assignTo([]), kinds);
    const late = turn(id, kinds, "slow");
    await first.promise;
    await turn(id, kinds, "quick");
    const ready = await jobOf(id);
    slow.resolve();
    await late;
    expect(await jobOf(id)).toEqual(ready);
    expect((await rowsOfJob(id)).map(({ target }) => target)).toEqual(
      targetsTo(6).map((target) => `${target} of 2`),
    );
  });
});

test("a list that becomes a file is measured, with what the kind makes of its input", async () => {
  const list = { items: targetsTo(7), pageSize: 3 };
  const measure = async () => ({ rows: 7, pages: 3, input: { format: "jsonl" as const } });
  const kinds = { "tags.export": fileKind(list, { measure }) };
  const plan = await planned(admin, exportTags("csv"), kinds);
  expect(plan).toMatchObject({ state: "ready", rowsTotal: 7, callsTotal: 3, input: { format: "jsonl" } });
  const other = await planned(admin, exportTags("jsonl"), kinds);
  expect(other.digest).toBe(plan.digest);
  await expect(
    planned(admin, exportTags(), {
      "tags.export": fileKind(list, {
        measure: async () => {
          throw vendorError({ kind: "refused", vendorText: "Not that list" });
        },
      }),
    }),
  ).resolves.toMatchObject({ state: "failed", words: expect.stringContaining("Not that list") });
});

describe("a file of targets", () => {
  const fromFile: JobPlan = {
    kind: "tags.assign",
    input: { tagNames: ["downtown"] },
    targets: { from: "file", fileName: "devices.csv" },
  };

  /** One target a line; "refuse" is no such file. */
  async function* lines(file: Readable): RowPages {
    let ordinal = 0;
    for await (const part of file) {
      const rows: PlannedRow[] = [];
      for (const line of String(part).split("\n")) {
        if (line === "refuse")
          throw new Refusal("invalid_input", { detail: "No such file.", next: "Another." });
        ordinal += 1;
        rows.push({ ordinal, target: line, ...(line === "bad" && { skip: "It is no device." }) });
      }
      yield rows;
    }
  }

  const send = (job: JobRecord, file: Readable, kinds: Kinds) =>
    act(admin, "jobs.upload", (permit) => receiveTargets(permit, admin, job, file, kinds));
  const fileOf = (...parts: string[]) => Readable.from(parts);
  /** A file whose rest arrives when the test says so; `begun` when the first part was taken. */
  function slowFile(first: string, ...rest: string[]) {
    const begun = Promise.withResolvers<void>();
    let isGiven = false;
    const file = new Readable({
      objectMode: true,
      highWaterMark: 1,
      read() {
        if (isGiven) begun.resolve();
        else this.push(first);
        isGiven = true;
      },
    });
    const goOn = () => {
      for (const part of [...rest, null]) file.push(part);
    };
    return { file, goOn, begun: begun.promise };
  }

  const judge: RowsKind<"tags.assign">["judge"] = async (_reading, _input, rows) =>
    rows.map((row) => (row.target === "r2" ? { ...row, skip: "It has the tag." } : row));

  test("is frozen as it arrives; the plan is ready with its end", async () => {
    const { kinds } = bench({ readFile: lines });
    const plan = await make(fromFile, kinds);
    await turn(plan.id, kinds);
    expect(await jobOf(plan.id)).toMatchObject({ state: "preparing", preparation: 0 });
    const ready = await send(plan, fileOf("r1\nr2", "bad\nr3"), kinds);
    expect(ready).toMatchObject({ state: "ready", rowsTotal: 4, rowsSkipped: 1, callsTotal: 1 });
    expect(await targetsByState(plan.id)).toEqual({ planned: ["r1", "r2", "r3"], skipped: ["bad"] });
    await expect(send(await jobOf(plan.id), fileOf("r9"), kinds)).rejects.toMatchObject({ code: "conflict" });
  });

  test("that a vendor is asked about is kept as it arrives, and judged in the background", async () => {
    const { kinds } = bench({ readFile: lines, judge });
    const plan = await make(fromFile, kinds);
    const kept = await send(plan, fileOf("r1\nr2", "bad\nr3"), kinds);
    expect(kept).toMatchObject({ state: "preparing" });
    expect(await jobOf(plan.id)).toMatchObject({ rowsTotal: 4 });
    await turn(plan.id, kinds);
    expect(await jobOf(plan.id)).toMatchObject({ state: "ready", rowsTotal: 4, rowsSkipped: 2 });
    expect(await targetsByState(plan.id)).toEqual({ planned: ["r1", "r3"], skipped: ["r2", "bad"] });
    expect(await storedRows(plan)).toHaveLength(4);
  });

  for (const [what, changes] of [
    ["", {}],
    [" that a vendor is asked about", { judge }],
  ] as const) {
    test(
      `${what} that is refused, or does not arrive whole, leaves nothing; another may be sent`.trim(),
      async () => {
        const { kinds } = bench({ readFile: lines, ...changes });
        const plan = await make(fromFile, kinds);
        await expect(send(plan, fileOf("r1\nr2", "refuse"), kinds)).rejects.toMatchObject({
          code: "invalid_input",
        });
        const broken = slowFile("r1\nr2");
        const sending = expect(send(plan, broken.file, kinds)).rejects.toThrow("the browser has left");
        await broken.begun;
        broken.file.destroy(new Error("the browser has left"));
        await sending;
        // Nobody prepares what is there of it.
        await turn(plan.id, kinds);
        expect(await jobOf(plan.id)).toMatchObject({
          state: "preparing",
          rowsTotal: 0,
          callsTotal: 0,
          digest: null,
        });
        await send(plan, fileOf("r7"), kinds);
        await turn(plan.id, kinds);
        expect(await jobOf(plan.id)).toMatchObject({ state: "ready", rowsTotal: 1 });
        expect((await storedRows(plan)).map(({ target }) => target)).toEqual(["r7"]);
      },
    );

    test(
      `${what} gives way to another that is sent after it, and takes nothing of that away`.trim(),
      async () => {
        const { kinds } = bench({ readFile: lines, ...changes });
        const plan = await make(fromFile, kinds);
        const slow = slowFile("old1\nold2", "old3");
        const first = expect(send(plan, slow.file, kinds)).rejects.toMatchObject({ code: "conflict" });
        await slow.begun;
        await send(plan, fileOf("new1\nnew3"), kinds);
        slow.goOn();
        await first;
        await turn(plan.id, kinds);
        expect(await targetsByState(plan.id)).toEqual({ planned: ["new1", "new3"] });
        expect(await storedRows(plan)).toHaveLength(2);
      },
    );

    test(
      `${what} that is refused after another was there does not bring half of itself to a start`.trim(),
      async () => {
        const { kinds } = bench({ readFile: lines, ...changes });
        const plan = await make(fromFile, kinds);
        const slow = slowFile("r1\nr2", "refuse");
        // Both were let in while the plan waited for a file.
        if ("judge" in changes) await send(plan, fileOf("new1"), kinds);
        const second = expect(send(plan, slow.file, kinds)).rejects.toMatchObject({ code: "invalid_input" });
        await slow.begun;
        slow.goOn();
        await second;
        await turn(plan.id, kinds);
        expect(await jobOf(plan.id)).toMatchObject({ state: "preparing", rowsTotal: 0 });
      },
    );
  }

  test("may be a plan in one go: ready, or not there at all", async () => {
    const { vendor, kinds } = bench({ readFile: lines });
    const go = (file: Readable) =>
      act(admin, "jobs.preview", (permit) => makePlanOfFile(permit, admin, fromFile, file, kinds));
    const before = await db().select().from(jobs);
    await expect(go(fileOf("r1", "refuse"))).rejects.toMatchObject({ code: "invalid_input" });
    expect(await db().select().from(jobs)).toHaveLength(before.length);
    const ready = await go(fileOf("r1", "r2"));
    expect(ready).toMatchObject({ state: "ready", rowsTotal: 2 });
    vendor.next(replies.done);
    await start(admin, ready, kinds);
    expect(await driveToEnd(ready.id, kinds)).toMatchObject({ state: "done", rowsDone: 2 });
  });

  test("is not taken by a kind that does not read any", async () => {
    const { kinds } = bench();
    const plan = await make(fromFile, kinds);
    await expect(send(plan, fileOf("r1"), kinds)).rejects.toMatchObject({ code: "conflict" });
  });

  test("is not taken from somebody without the right", async () => {
    const { kinds } = bench({ readFile: lines });
    const plan = await make(fromFile, kinds);
    const support = await somebody("support");
    const sending = act(support, "jobs.upload", (permit) =>
      receiveTargets(permit, support, plan, fileOf("r1"), kinds),
    );
    await expect(sending).rejects.toMatchObject({ code: "forbidden" });
    expect(await storedRows(plan)).toEqual([]);
  });
});
