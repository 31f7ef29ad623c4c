import { sql } from "drizzle-orm";
import { afterEach, beforeAll, expect, test } from "vitest";
import type { Actor } from "@/lib/access/actor";
import { listEntries } from "@/lib/audit/read";
import { Refusal } from "@/lib/contract/problem";
import type { RecordsKind } from "./kind";
import {
  driveToEnd,
  jobOf,
  jobsDatabase,
  noteAll,
  somebody,
  started,
  targetsByState,
  targetsTo,
  timePasses,
  turn,
} from "./testing";
import { recountAll } from "./testing.recount";
import { makeThings, recordsKind } from "./testing.vendor";

const { owner } = await jobsDatabase();
await makeThings(owner);
let admin: Actor;

beforeAll(async () => {
  admin = await somebody();
});
afterEach(async () => {
  await recountAll();
  await owner`delete from things`;
});

type Change = RecordsKind<"tags.unassign">["change"];
const note = recordsKind().change;
const bench = (changes: Partial<RecordsKind<"tags.unassign">> = {}) => ({
  "tags.unassign": recordsKind(changes),
});
const things = async () =>
  (await owner`select id from things order by length(id), id`).map(({ id }) => String(id));

/** Does what it is asked, but for the calls that are named: counted from 1. */
function except(special: Record<number, Change>): Change {
  let calls = 0;
  return (...asked) => {
    calls += 1;
    return (special[calls] ?? note)(...asked);
  };
}

test("rows in our own records are changed, each once, with one audit row for each chunk", async () => {
  const kinds = bench();
  const job = await started(admin, noteAll([...targetsTo(7), "skip me"]), kinds);
  expect(await driveToEnd(job.id, kinds)).toMatchObject({
    state: "done",
    rowsDone: 7,
    rowsSkipped: 1,
    callsMade: 3,
  });
  expect(await things()).toEqual(targetsTo(7));
  const { items } = await listEntries({ jobId: job.id, action: "tags.unassign" }, { size: 10 });
  expect(items.toReversed().map(({ outcome, subjectId, detail }) => [outcome, subjectId, detail])).toEqual([
    ["succeeded", "r1 r2 r3", { chunk: 1, rows: 3 }],
    ["succeeded", "r4 r5 r6", { chunk: 2, rows: 3 }],
    ["succeeded", "r7", { chunk: 3, rows: 1 }],
  ]);
});

test("a chunk and its outcome are one: a mistake after the change leaves neither, and the job waits for a person", async () => {
  const kinds = bench({
    change: except({
      2: async (permit, input, rows, noted) => {
        await note(permit, input, rows, noted);
        throw new TypeError("undefined is not a function");
      },
    }),
  });
  const job = await started(admin, noteAll(targetsTo(9)), kinds);
  expect(await driveToEnd(job.id, kinds)).toMatchObject({ state: "paused", reason: "internal", rowsDone: 3 });
  expect(await things()).toEqual(["r1", "r2", "r3"]);
  expect(await targetsByState(job.id)).toEqual({
    done: ["r1", "r2", "r3"],
    planned: ["r4", "r5", "r6", "r7", "r8", "r9"],
  });
  const { items } = await listEntries({ jobId: job.id, outcome: "failed" }, { size: 10 });
  expect(items).toMatchObject([{ subjectId: "r4 r5 r6", detail: { code: "internal" } }]);
});

test("an audit row that cannot be written takes the change and its outcome back", async () => {
  const kinds = bench({
    change: async (...asked) => {
      const outcome = await note(...asked);
      await owner`revoke insert on audit_entries from muniment_app`;
      return { ...outcome, apart: new Map([[1, { state: "failed", words: "No." }]]) };
    },
  });
  const job = await started(admin, noteAll(targetsTo(3)), kinds);
  await turn(job.id, kinds);
  await owner`grant insert on audit_entries to muniment_app`;
  expect(await things()).toEqual([]);
  expect(await jobOf(job.id)).toMatchObject({
    state: "paused",
    reason: "internal",
    rowsSent: 0,
    rowsFailed: 0,
  });
  expect(await targetsByState(job.id)).toEqual({ planned: targetsTo(3) });
});

test("a rule of ours fails the rows of its chunk, in its words", async () => {
  const refused = new Refusal("conflict", { detail: "They are noted already.", next: "Nothing." });
  const kinds = bench({ change: except({ 1: async () => Promise.reject(refused) }) });
  const job = await started(admin, noteAll(targetsTo(5)), kinds);
  expect(await driveToEnd(job.id, kinds)).toMatchObject({ state: "done", rowsFailed: 3, rowsDone: 2 });
  expect(await things()).toEqual(["r4", "r5"]);
});

test("a process that was lost in the middle has changed nothing, and one that comes back late changes nothing", async () => {
  const arrived = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  const kinds = bench({
    change: except({
      1: async (...asked) => {
        arrived.resolve();
        await goOn.promise;
        return note(...asked);
      },
    }),
  });
  const job = await started(admin, noteAll(targetsTo(3)), kinds);
  const late = turn(job.id, kinds, "late");
  await arrived.promise;
  await timePasses(job.id);
  const other = turn(job.id, kinds, "other");
  expect(await other).toBe("idle");
  expect(await jobOf(job.id)).toMatchObject({ state: "done", rowsDone: 3 });
  expect(await things()).toEqual(targetsTo(3));
  goOn.resolve();
  // Its insert meets the rows of the other, or its outcome the other's fence: either way all of it is undone.
  expect(await late).toBe("idle");
  expect(await things()).toEqual(targetsTo(3));
  expect(await jobOf(job.id)).toMatchObject({ state: "done", rowsDone: 3 });
});

test("two processes change every row once between them", async () => {
  const kinds = bench({ rowsPerCall: 1 });
  const job = await started(admin, noteAll(targetsTo(24)), kinds);
  await Promise.all([turn(job.id, kinds, "first"), turn(job.id, kinds, "second")]);
  expect(await driveToEnd(job.id, kinds)).toMatchObject({ state: "done", rowsDone: 24 });
  expect(await things()).toEqual(targetsTo(24));
});

test("a connection that is lost in the middle of a change leaves nothing of it, and the job goes on", async () => {
  const kinds = bench({
    change: except({
      2: async (permit, input, rows, noted) => {
        await note(permit, input, rows, noted);
        throw Object.assign(new Error("the connection is closed"), { code: "CONNECTION_CLOSED" });
      },
    }),
  });
  const job = await started(admin, noteAll(targetsTo(9)), kinds);
  await expect(turn(job.id, kinds)).rejects.toThrow();
  expect(await things()).toEqual(["r1", "r2", "r3"]);
  await timePasses(job.id);
  expect(await driveToEnd(job.id, kinds)).toMatchObject({ state: "done", rowsDone: 9 });
  expect(await things()).toEqual(targetsTo(9));
});

test("transactions that stop each other are tried again, and need nobody", async () => {
  const kinds = bench({
    change: except({
      1: async (permit, ...rest) => {
        await permit.tx.execute(sql`do $$ begin raise exception 'given up' using errcode = '40P01'; end $$`);
        return note(permit, ...rest);
      },
    }),
  });
  const job = await started(admin, noteAll(targetsTo(3)), kinds);
  await expect(turn(job.id, kinds)).rejects.toThrow();
  await timePasses(job.id);
  expect(await driveToEnd(job.id, kinds)).toMatchObject({ state: "done", rowsDone: 3 });
});
