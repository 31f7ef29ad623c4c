import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, test, vi } from "vitest";
import type { RowState } from "@/lib/contract/jobs";
import { db } from "@/lib/db/connection";
import { testDatabase } from "@/lib/db/testing";
import { attachment } from "@/lib/http/attachment";
import { readIdFile } from "@/lib/jobs/kinds/id-file";
import type { FileKind, JobKinds } from "./kind";
import type { JobRecord } from "./record";
import { resultColumns, resultFile } from "./results";
import { jobWithFile, kindsWithRows, store, storedJob } from "./testing.stored";

await testDatabase();

const rowsPerCall = 1_000;
const kinds = kindsWithRows(rowsPerCall);
const total = 12_000;
const uid = (number: number) => number.toString(16).padStart(16, "0");

/** Lines of a file that nobody can carry out, as they came. */
const awkward = ["=cmd|' /C calc'!A0", '"quoted", and more', "two\nlines", "@SUM(A1)", "\u202Egpj.exe"];
const refusal = '=HYPERLINK("http://evil.example";"u-blox")';

let job: JobRecord;

beforeAll(async () => {
  job = await storedJob("whitelist.add");
  const chunks = Array.from({ length: total / rowsPerCall }, (_, index) => ({
    ordinal: index + 1,
    firstRow: index * rowsPerCall + 1,
    lastRow: (index + 1) * rowsPerCall,
    rowCount: rowsPerCall,
    requestId: `req_${index + 1}`,
    endedAt: new Date("2026-03-01T10:00:00Z"),
    ...(index === 6
      ? { state: "failed", words: "u-blox refused it.", answer: refusal }
      : { state: index < 10 ? "done" : "planned" }),
  }));
  const rows = Array.from({ length: total }, (_, index) => ({
    ordinal: index + 1,
    chunk: Math.floor(index / rowsPerCall) + 1,
    target: uid(index + 1),
    ...(index === 42 && { state: "failed", words: 'He said "no",\nand left.' }),
  }));
  const bad = awkward.map((target, index) => ({
    ordinal: total + index + 1,
    chunk: null,
    target,
    state: "skipped",
    words: "This is no RoT UID.",
  }));
  await store(job, chunks, [...rows, ...bad]);
});

const download = async (format: "csv" | "jsonl", state?: RowState) =>
  await attachment(resultFile(job, { format, state }, kinds), "req_file").text();

describe("the result of a job on targets", () => {
  test("as CSV has every row in the order of the list, and no cell that a spreadsheet would run", async () => {
    const [header, ...rows] = parse(await download("csv")) as string[][];
    expect(header).toEqual([...resultColumns]);
    expect(rows.map((row) => Number(row.at(-1)))).toEqual(
      Array.from({ length: total + awkward.length }, (_, index) => index + 1),
    );
    for (const cell of rows.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r＝＋－＠]/);
    expect(rows[0]).toEqual([
      uid(1),
      "",
      "Add 0000",
      "done",
      "",
      "",
      "req_1",
      "2026-03-01T10:00:00.000Z",
      "1",
    ]);
    expect(rows[42]?.slice(3, 6)).toEqual(["failed", 'He said "no",\nand left.', ""]);
    expect(rows[6_000]?.slice(3, 6)).toEqual(["failed", "u-blox refused it.", `'${refusal}`]);
    expect(rows.slice(total).map(([target]) => target)).toEqual(
      awkward.map((target) => (/^[=@]/.test(target) ? `'${target}` : target)),
    );
  });

  test("as JSON lines says the same, one row a line, text as it came", async () => {
    const lines = (await download("jsonl")).trimEnd().split("\n");
    const rows = lines.map((line) => JSON.parse(line));
    expect(rows).toHaveLength(total + awkward.length);
    expect(Object.keys(rows[0]).toSorted()).toEqual([...resultColumns].toSorted());
    expect(rows.slice(total).map(({ target }) => target)).toEqual(awkward);
    expect(rows[6_000]).toMatchObject({
      target: uid(6_001),
      state: "failed",
      answer: refusal,
      ordinal: 6_001,
    });
  });

  test("can be asked for one state, and then is a file of targets again", async () => {
    const file = await download("csv", "failed");
    const failed = [43, ...Array.from({ length: rowsPerCall }, (_, index) => 6_001 + index)].map(uid);
    const read = readIdFile(Readable.from([Buffer.from(file)]), { imeis: true });
    const targets = (await Array.fromAsync(read)).flat();
    expect(targets.filter(({ skip }) => skip === undefined).map(({ target }) => target)).toEqual(failed);
    expect((await download("csv", "waiting")).trimEnd().split("\n")).toHaveLength(1);
    expect(await download("jsonl", "waiting")).toBe("");
  });

  test("is called by the job and what is in it", () => {
    const short = job.id.slice(-8);
    expect(resultFile(job, { format: "csv" }, kinds).fileName).toBe(`job-${short}-results.csv`);
    expect(resultFile(job, { format: "jsonl", state: "failed" }, kinds)).toMatchObject({
      fileName: `job-${short}-failed.jsonl`,
      mediaType: "application/x-ndjson",
    });
  });

  test.each(["csv", "jsonl"] as const)("as %s is not read on when its reader leaves", async (format) => {
    const execute = vi.spyOn(db(), "execute");
    const { body } = resultFile(job, { format }, kinds);
    for await (const chunk of body) {
      expect(Buffer.isBuffer(chunk)).toBe(true);
      break;
    }
    expect(body.destroyed).toBe(true);
    expect(execute.mock.calls.length).toBeLessThan(3);
    execute.mockRestore();
  });
});

describe("the file of a job that reads a list", () => {
  const letters: FileKind<"tags.export"> = {
    kind: "tags.export",
    makes: "file",
    unit: { one: "tag", many: "tags" },
    fileStem: "tags",
    contents: "What was on the list.",
    columns: ["tagName", "createdAt"],
    title: () => "Export tags",
    facts: () => [],
    measure: async () => ({ rows: 3, pages: 3 }),
    page: async (_reading, _input, cursor) => {
      const number = Number(cursor ?? 1);
      return {
        items: [{ tagName: `tag ${number}`, createdAt: null }],
        next: number === 3 ? null : number + 1,
      };
    },
  };
  const known: JobKinds = { "tags.export": letters as unknown as FileKind };

  test("comes as it was made, in the format it was asked for, with its length", async () => {
    const made = await jobWithFile(letters, { format: "jsonl" });
    const file = resultFile(made, { format: "csv" }, known);
    const content = await text(file.body);
    expect(content).toBe(
      ["tag 1", "tag 2", "tag 3"]
        .map((tagName) => `${JSON.stringify({ tagName, createdAt: null })}\n`)
        .join(""),
    );
    expect(file).toMatchObject({
      fileName: `tags-${made.createdAt.toISOString().slice(0, 10)}.jsonl`,
      mediaType: "application/x-ndjson",
      byteLength: Buffer.byteLength(content),
    });
  });

  test.each(["running", "paused", "stopped"])("is not handed out while the job is %s", async (state) => {
    const partly = await jobWithFile(letters, { format: "csv" });
    expect(() => resultFile({ ...partly, state }, { format: "csv" }, known)).toThrowError(
      expect.objectContaining({ code: "conflict" }),
    );
  });
});
