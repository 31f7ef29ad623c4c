import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { auditEntries } from "@/drizzle/schema/audit";
import { type AuditFilters, auditEntry } from "@/lib/contract/audit";
import { db } from "@/lib/db/connection";
import { testDatabase } from "@/lib/db/testing";
import { attachment } from "@/lib/http/attachment";
import { entryRow } from "./entry";
import { exportEntries } from "./export";
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
  return attachment(exportEntries(filters, format), "req_export").text();
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
    const { body } = exportEntries({}, format);
    for await (const chunk of body) {
      expect(Buffer.isBuffer(chunk)).toBe(true);
      break;
    }
    expect(body.destroyed).toBe(true);
    expect(Readable.isReadable(body)).toBe(false);
  },
);

test("file names say the day and the format", () => {
  const day = new Date().toISOString().slice(0, 10);
  expect(exportEntries({}, "csv")).toMatchObject({
    fileName: `audit-${day}.csv`,
    mediaType: "text/csv; charset=utf-8",
  });
  expect(exportEntries({}, "jsonl")).toMatchObject({
    fileName: `audit-${day}.jsonl`,
    mediaType: "application/x-ndjson",
  });
});
