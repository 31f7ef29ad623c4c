import fc from "fast-check";
import { expect, test } from "vitest";
import { rowState } from "@/lib/contract/jobs";
import { testDatabase } from "@/lib/db/testing";
import { type FullRow, listRows, type RowsQuery, walkRows } from "./rows";
import { kindsWithRows, store, storedJob } from "./testing.stored";

await testDatabase();
const kinds = kindsWithRows(100);

/** All pages of a question, of a size that makes several. */
async function allPages(
  job: Parameters<typeof listRows>[0],
  query: Omit<RowsQuery, "after">,
  of = kinds,
): Promise<FullRow[]> {
  const rows: FullRow[] = [];
  for (let after: number | null = 0; after !== null; ) {
    const page = await listRows(job, { ...query, after }, of);
    expect(page.items.length).toBeLessThanOrEqual(query.size);
    rows.push(...page.items);
    after = page.nextAfter;
  }
  return rows;
}

const chunkState = fc.constantFrom(
  "planned",
  "sent",
  "lost",
  "done",
  "failed",
  "skipped",
  "unknown",
  "accepted",
);
const ownState = fc.option(fc.constantFrom("skipped", "failed", "unknown", "done", "waiting"), {
  nil: null,
  freq: 4,
});

test("every row is found under its state, however its chunk lies among others", async () => {
  const layouts = fc.record({
    chunks: fc.array(chunkState, { minLength: 1, maxLength: 9 }),
    rows: fc.array(fc.record({ chunk: fc.nat(8), state: ownState, gap: fc.integer({ min: 1, max: 3 }) }), {
      maxLength: 60,
    }),
    size: fc.integer({ min: 1, max: 7 }),
    rowsPerCall: fc.integer({ min: 1, max: 20 }),
  });
  await fc.assert(
    fc.asyncProperty(layouts, async ({ chunks, rows, size, rowsPerCall }) => {
      const job = await storedJob("whitelist.add");
      let ordinal = 0;
      const stored = rows.map(({ chunk, state, gap }) => {
        ordinal += gap;
        return { ordinal, chunk: (chunk % chunks.length) + 1, target: `row ${ordinal}`, state };
      });
      const ofChunk = (number: number) =>
        stored.filter(({ chunk }) => chunk === number).map((row) => row.ordinal);
      await store(
        job,
        chunks.map((state, index) => {
          const own = ofChunk(index + 1);
          return {
            ordinal: index + 1,
            firstRow: Math.min(...own, ordinal + 1),
            lastRow: Math.max(...own, 0),
            rowCount: own.length,
            state,
          };
        }),
        stored,
      );
      const stateOf = (row: (typeof stored)[number]) => {
        const state = row.state ?? chunks[row.chunk - 1] ?? "";
        return state === "lost" ? "unknown" : state;
      };
      for (const state of [undefined, ...rowState.options]) {
        const found = await allPages(job, { state, size }, kindsWithRows(rowsPerCall));
        const expected = stored.filter((row) => state === undefined || stateOf(row) === state);
        expect(found.map((row) => [row.ordinal, row.state])).toEqual(
          expected.map((row) => [row.ordinal, stateOf(row)]),
        );
      }
    }),
    { numRuns: 40 },
  );
});

test("a row tells what became of it, by itself or with its chunk", async () => {
  const job = await storedJob("whitelist.add");
  const endedAt = new Date("2026-03-01T10:00:00.123Z");
  const startedAt = new Date("2026-03-01T09:59:58.000Z");
  const call = { requestId: "req_1", startedAt };
  await store(
    job,
    [
      {
        ordinal: 1,
        firstRow: 1,
        lastRow: 2,
        rowCount: 2,
        state: "failed",
        words: "u-blox refused it.",
        answer: "No.",
        endedAt,
        ...call,
      },
      { ordinal: 2, firstRow: 3, lastRow: 4, rowCount: 1, state: "lost", words: "It was sent.", ...call },
      { ordinal: 3, firstRow: 5, lastRow: 5, rowCount: 1 },
    ],
    [
      { ordinal: 1, chunk: 1, target: "aaaa1", input: "Delete" },
      { ordinal: 2, chunk: 1, target: "aaaa2", state: "done" },
      { ordinal: 3, chunk: 2, target: "aaaa3" },
      { ordinal: 4, chunk: null, target: "bad", state: "skipped", words: "This is no RoT UID." },
      { ordinal: 5, chunk: 3, target: "aaaa5" },
    ],
  );
  const { items, nextAfter } = await listRows(job, { after: 0, size: 5 }, kinds);
  expect(nextAfter).toBeNull();
  const nothing = { input: null, words: null, answer: null, requestId: null, at: null };
  const ofCall = { ...nothing, answer: "No.", requestId: "req_1", at: "2026-03-01T10:00:00.123Z" };
  expect(items).toEqual([
    {
      ...ofCall,
      ordinal: 1,
      target: "aaaa1",
      does: "Delete aaaa",
      input: "Delete",
      state: "failed",
      words: "u-blox refused it.",
    },
    { ...ofCall, ordinal: 2, target: "aaaa2", does: "Add aaaa", state: "done" },
    {
      ...nothing,
      ordinal: 3,
      target: "aaaa3",
      does: "Add aaaa",
      state: "unknown",
      words: "It was sent.",
      requestId: "req_1",
      at: "2026-03-01T09:59:58.000Z",
    },
    {
      ...nothing,
      ordinal: 4,
      target: "bad",
      does: "Add bad",
      state: "skipped",
      words: "This is no RoT UID.",
    },
    { ...nothing, ordinal: 5, target: "aaaa5", does: "Add aaaa", state: "planned" },
  ]);
});

test("targets are found by how they begin, letter for letter or in lower case", async () => {
  const job = await storedJob("whitelist.add");
  const targets = ["00ab00", "00AB11", "10%", "10%_a", "100", "\\10", "line=1"];
  await store(
    job,
    [{ ordinal: 1, firstRow: 1, lastRow: targets.length, rowCount: targets.length }],
    targets.map((target, index) => ({ ordinal: index + 1, chunk: 1, target })),
  );
  const found = async (target: string, state?: "planned" | "done") =>
    (await allPages(job, { target, state, size: 2 })).map((row) => row.target);
  expect(await found("00AB")).toEqual(["00ab00", "00AB11"]);
  expect(await found("00ab")).toEqual(["00ab00"]);
  expect(await found("10%")).toEqual(["10%", "10%_a"]);
  expect(await found("10%", "planned")).toEqual(["10%", "10%_a"]);
  expect(await found("10_")).toEqual([]);
  expect(await found("\\1")).toEqual(["\\10"]);
  expect(await found("10%", "done")).toEqual([]);
});

test("rows of other jobs stay out, and a job that makes a file has none", async () => {
  const [one, other] = [await storedJob("whitelist.add"), await storedJob("whitelist.add")];
  await store(
    one,
    [{ ordinal: 1, firstRow: 1, lastRow: 1, rowCount: 1, state: "done" }],
    [{ ordinal: 1, chunk: 1, target: "a" }],
  );
  expect(await allPages(other, { size: 10 })).toEqual([]);
  expect(await allPages(other, { size: 10, state: "done" })).toEqual([]);
  const file = { kind: "tags.export", makes: "file" };
  const job = await storedJob("tags.export", { input: { format: "csv" } });
  expect(await listRows(job, { after: 0, size: 10 }, { "tags.export": file } as never)).toEqual({
    items: [],
    nextAfter: null,
  });
});

test("a walk gives every row once and in order, over many pages", async () => {
  const job = await storedJob("whitelist.add");
  const total = 12_345;
  const rows = Array.from({ length: total }, (_, index) => ({
    ordinal: index + 1,
    chunk: Math.floor(index / 100) + 1,
    target: `t${index}`,
    state: index % 1_000 === 999 ? "failed" : null,
  }));
  const chunks = Array.from({ length: Math.ceil(total / 100) }, (_, index) => ({
    ordinal: index + 1,
    firstRow: index * 100 + 1,
    lastRow: Math.min(total, (index + 1) * 100),
    rowCount: 100,
    state: index === 50 ? "failed" : "done",
  }));
  await store(job, chunks, rows);
  const walked = async (state?: "failed" | "done") => {
    const pages = await Array.fromAsync(walkRows(job, state, kinds));
    return { pages: pages.length, ordinals: pages.flat().map(({ ordinal }) => ordinal) };
  };
  const isFailed = (ordinal: number) => ordinal % 1_000 === 0 || (ordinal > 5_000 && ordinal <= 5_100);
  const all = rows.map(({ ordinal }) => ordinal);
  expect(await walked()).toEqual({ pages: 3, ordinals: all });
  expect(await walked("failed")).toEqual({ pages: 1, ordinals: all.filter(isFailed) });
  expect(await walked("done")).toEqual({ pages: 3, ordinals: all.filter((ordinal) => !isFailed(ordinal)) });
});
