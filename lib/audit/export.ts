import "server-only";
import { Readable } from "node:stream";
import { stringify } from "csv-stringify";
import { type AuditEntry, type AuditFilters, auditExportMax } from "@/lib/contract/audit";
import { Refusal } from "@/lib/contract/problem";
import type { FileStream } from "@/lib/operations/perform-stream";
import { countSealed, sealedHead, walkSealed } from "./read";

/** The columns of a CSV export, in their order. */
export const exportColumns = [
  "sequence",
  "at",
  "actorType",
  "actorId",
  "actorName",
  "actorRole",
  "action",
  "subjectType",
  "subjectId",
  "outcome",
  "intentId",
  "requestId",
  "jobId",
  "address",
  "fields",
  "detail",
  "entryId",
  "previousHash",
  "hash",
] as const satisfies readonly (keyof AuditEntry)[];

/** An entry as a line of a CSV export shows it. */
export function exportCells(entry: AuditEntry): Record<string, unknown> {
  return { ...entry, fields: entry.fields.join(" "), detail: JSON.stringify(entry.detail) };
}

/** How many entries an export would hold now, counted no further than one more than it takes. */
export async function countExport(filters: AuditFilters): Promise<{ entries: number }> {
  return { entries: await countSealed(filters, await sealedHead(), auditExportMax + 1) };
}

/**
 * The history as a file, oldest first, written as it is read, up to the entry that is the newest now. JSON lines are
 * what the offline verifier takes. @throws Refusal `too_large` for more entries than a request carries
 */
export async function exportEntries(filters: AuditFilters, format: "csv" | "jsonl"): Promise<FileStream> {
  const head = await sealedHead();
  if ((await countSealed(filters, head, auditExportMax + 1)) > auditExportMax) {
    throw tooMany(await countSealed(filters, head));
  }
  const fileName = `audit-${new Date().toISOString().slice(0, 10)}.${format}`;
  const pages = walkSealed(filters, head);
  return format === "csv"
    ? { fileName, mediaType: "text/csv; charset=utf-8", body: asCsv(pages) }
    : { fileName, mediaType: "application/x-ndjson", body: asJsonLines(pages) };
}

function tooMany(entries: number): Refusal {
  const number = (value: number) => value.toLocaleString("en-US");
  return new Refusal("too_large", {
    detail: `${number(entries)} entries match; a download that is written at once holds ${number(auditExportMax)} at most.`,
    next: "Start a job of the kind audit.export with the same filters, or narrow them, by time for instance.",
  });
}

type Pages = AsyncIterable<AuditEntry[]>;

function asJsonLines(pages: Pages): Readable {
  // Bytes, not strings: that is what an HTTP body is made of.
  return Readable.from(jsonLines(pages), { objectMode: false });
}

async function* jsonLines(pages: Pages): AsyncGenerator<string> {
  for await (const entries of pages) {
    yield `${entries.map((entry) => JSON.stringify(entry)).join("\n")}\n`;
  }
}

function asCsv(pages: Pages): Readable {
  // Spreadsheets run cells that start like a formula; these are made plain text.
  const csv = stringify({ header: true, columns: [...exportColumns], escape_formulas: true });
  const rows = Readable.from(csvRows(pages));
  rows.on("error", (error) => csv.destroy(error));
  csv.on("close", () => rows.destroy());
  return rows.pipe(csv);
}

async function* csvRows(pages: Pages): AsyncGenerator<Record<string, unknown>> {
  for await (const entries of pages) for (const entry of entries) yield exportCells(entry);
}
