import "server-only";
import { Readable } from "node:stream";
import { stringify } from "csv-stringify";
import type { AuditEntry, AuditFilters } from "@/lib/contract/audit";
import type { FileStream } from "@/lib/operations/perform-stream";
import { walkSealed } from "./read";

const columns: (keyof AuditEntry)[] = [
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
];

/** The history as a file, oldest first, written as it is read. JSON lines are what the offline verifier takes. */
export function exportEntries(filters: AuditFilters, format: "csv" | "jsonl"): FileStream {
  const fileName = `audit-${new Date().toISOString().slice(0, 10)}.${format}`;
  return format === "csv"
    ? { fileName, mediaType: "text/csv; charset=utf-8", body: asCsv(filters) }
    : { fileName, mediaType: "application/x-ndjson", body: asJsonLines(filters) };
}

function asJsonLines(filters: AuditFilters): Readable {
  // Bytes, not strings: that is what an HTTP body is made of.
  return Readable.from(jsonLines(filters), { objectMode: false });
}

async function* jsonLines(filters: AuditFilters): AsyncGenerator<string> {
  for await (const entries of walkSealed(filters)) {
    yield `${entries.map((entry) => JSON.stringify(entry)).join("\n")}\n`;
  }
}

function asCsv(filters: AuditFilters): Readable {
  // Spreadsheets run cells that start like a formula; these are made plain text.
  const csv = stringify({ header: true, columns, escape_formulas: true });
  const rows = Readable.from(csvRows(filters));
  rows.on("error", (error) => csv.destroy(error));
  csv.on("close", () => rows.destroy());
  return rows.pipe(csv);
}

async function* csvRows(filters: AuditFilters): AsyncGenerator<Record<string, unknown>> {
  for await (const entries of walkSealed(filters)) {
    for (const entry of entries) {
      yield { ...entry, fields: entry.fields.join(" "), detail: JSON.stringify(entry.detail) };
    }
  }
}
