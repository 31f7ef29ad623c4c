import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { text as readText } from "node:stream/consumers";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { auditEntries } from "@/drizzle/schema/audit";
import { type AuditFilters, auditEntry, auditExportMax } from "@/lib/contract/audit";
import { db } from "@/lib/db/connection";
import { testDatabase } from "@/lib/db/testing";
import { attachment } from "@/lib/http/attachment";
import { entryRow } from "./entry";
import { countExport, exportEntries } from "./export";
import { checkExportFile } from "./export-file-check";
import { record } from "./record";
import { sealAll, someFacts, tester } from "./testing";
import { verifyHistory } from "./verify";

await testDatabase();

const formulas = [
  "=cmd|' /C calc'!A0",
  "+1+1",
  "-1+1",
  "@SUM(A1)",
  "\t=1+1",
  "\r=1+1",
  "\uFF1D1+1",
  "\uFF0B1",
  "\uFF0D1",
  "\uFF20A1",
];
const awkward = [
  'a "quoted" name',
  "two\nlines",
  "semi;colon, comma",
  "\u001b[31mred",
  "report\u202Efdp",
  "line\u2028separator",
  "paragraph\u2029separator",
];
const texts = [...formulas, ...awkward];
const filler = 4_100;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "muniment-export-"));
  for (const [number, text] of texts.entries()) {
    const facts = someFacts({
      actor: { ...tester, name: text },
      subject: { type: "tag", id: text },
      fields: [text],
      requestId: `req_${number}`,
    });
    await record(db(), facts, "succeeded");
  }
  // More than one page of the walk.
  const many = Array.from({ length: filler }, () =>
    entryRow(someFacts({ action: "tags.delete", requestId: "req_many" }), "failed"),
  );
  for (let start = 0; start < filler; start += 1_000) {
    await db()
      .insert(auditEntries)
      .values(many.slice(start, start + 1_000));
  }
  await sealAll();
});
afterAll(() => rm(folder, { recursive: true }));

/** The export as a client gets it. */
async function download(format: "csv" | "jsonl", filters: AuditFilters = {}): Promise<string> {
  return attachment(await exportEntries(filters, format), "req_export").text();
}

describe("JSON lines", () => {
  test("hold the whole history, which is verified offline against the head on screen", async () => {
    const path = join(folder, "audit.jsonl");
    await writeFile(path, await download("jsonl"));
    const { headSequence, headHash, entries } = await verifyHistory();
    expect(entries).toBe(texts.length + filler);
    const check = await checkExportFile(path, { sequence: headSequence ?? 0, hash: headHash ?? "" });
    expect(check).toMatchObject({ problem: null, entries, head: { sequence: headSequence, hash: headHash } });
  });

  test("put one entry on one line, whatever is in it", async () => {
    const lines = (await download("jsonl")).trimEnd().split("\n");
    expect(lines).toHaveLength(texts.length + filler);
    for (const [index, text] of texts.entries()) {
      const line = lines[index] ?? "";
      expect(line).not.toMatch(/\p{Cc}/u);
      expect(auditEntry.parse(JSON.parse(line)).subjectId).toBe(text);
    }
  });

  test("hold what a filter asks for and nothing else", async () => {
    const lines = (await download("jsonl", { requestId: "req_3" })).trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line).subjectId)).toEqual(["@SUM(A1)"]);
    expect(await download("jsonl", { requestId: "req_nowhere" })).toBe("");
  });
});

describe("CSV", () => {
  test("holds every entry with every field, and no cell that a spreadsheet would run", async () => {
    const rows = parse(await download("csv"), { columns: true }) as Record<string, string>[];
    expect(rows).toHaveLength(texts.length + filler);
    expect(Object.keys(rows[0] ?? {}).toSorted()).toEqual(Object.keys(auditEntry.shape).toSorted());
    for (const row of rows) {
      for (const cell of Object.values(row)) expect(cell).not.toMatch(/^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/);
    }
    for (const [index, text] of texts.entries()) {
      const cell = rows[index]?.subjectId;
      expect(cell).toBe(formulas.includes(text) ? `'${text}` : text);
    }
  });

  test("has its header even when nothing matches", async () => {
    const csv = await download("csv", { requestId: "req_nowhere" });
    expect(csv.trimEnd().split("\n")).toHaveLength(1);
    expect(csv).toMatch(/^sequence,at,actorType,/);
  });
});

test.each(["csv", "jsonl"] as const)(
  "a %s export is read page by page and stops when its reader leaves",
  async (format) => {
    const { body } = await exportEntries({}, format);
    for await (const chunk of body) {
      expect(Buffer.isBuffer(chunk)).toBe(true);
      break;
    }
    expect(body.destroyed).toBe(true);
    expect(Readable.isReadable(body)).toBe(false);
  },
);

test("file names say the day and the format", async () => {
  const day = new Date().toISOString().slice(0, 10);
  expect(await exportEntries({}, "csv")).toMatchObject({
    fileName: `audit-${day}.csv`,
    mediaType: "text/csv; charset=utf-8",
  });
  expect(await exportEntries({}, "jsonl")).toMatchObject({
    fileName: `audit-${day}.jsonl`,
    mediaType: "application/x-ndjson",
  });
});

describe("what is too much for a download", () => {
  const many: AuditFilters = { actor: "busy@example.com" };
  const add = async (count: number) => {
    const rows = Array.from({ length: count }, () =>
      entryRow(someFacts({ actor: { ...tester, name: "busy@example.com" } }), "succeeded"),
    );
    for (let start = 0; start < count; start += 2_000) {
      await db()
        .insert(auditEntries)
        .values(rows.slice(start, start + 2_000));
    }
    await sealAll();
  };

  test("begins above ten thousand entries that match, and the refusal counts them and names the way", async () => {
    await add(auditExportMax);
    expect(await countExport(many)).toEqual({ entries: auditExportMax });
    expect((await download("jsonl", many)).trimEnd().split("\n")).toHaveLength(auditExportMax);

    await add(34);
    expect(await countExport(many)).toEqual({ entries: auditExportMax + 1 });
    await expect(exportEntries(many, "csv")).rejects.toMatchObject({
      code: "too_large",
      words: {
        detail: expect.stringContaining("10,034 entries match"),
        next: expect.stringContaining("audit.export"),
      },
    });
    const whole = texts.length + filler + auditExportMax + 34;
    await expect(exportEntries({}, "jsonl")).rejects.toMatchObject({
      code: "too_large",
      words: { detail: expect.stringContaining(`${whole.toLocaleString("en-US")} entries match`) },
    });
    expect(await countExport({ requestId: "req_3" })).toEqual({ entries: 1 });
  });
});

test("an export ends at the entry that was the newest when it was asked for", async () => {
  const filters: AuditFilters = { actor: "late@example.com" };
  const late = someFacts({ actor: { ...tester, name: "late@example.com" } });
  await record(db(), late, "succeeded");
  await sealAll();
  const { body } = await exportEntries(filters, "jsonl");
  await record(db(), late, "succeeded");
  await sealAll();
  expect((await readText(body)).trimEnd().split("\n")).toHaveLength(1);
});
