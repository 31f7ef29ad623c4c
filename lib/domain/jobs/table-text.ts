import { stringify } from "csv-stringify/sync";
import { Breather } from "@/lib/domain/csr/breather";

export type TableFormat = "csv" | "jsonl";
export type TableRecord = Readonly<Record<string, unknown>>;

export const tableMediaTypes: Record<TableFormat, string> = {
  csv: "text/csv; charset=utf-8",
  jsonl: "application/x-ndjson",
};

/**
 * Records as the lines of a file. CSV has the columns named and, with `header`, their names as its first line; values
 * that are lists or objects stand in their cell as JSON. JSON lines have every member of a record.
 */
export function tableText(
  format: TableFormat,
  columns: readonly string[],
  records: readonly TableRecord[],
  header: boolean,
): string {
  if (format === "jsonl") return records.map((record) => `${JSON.stringify(record)}\n`).join("");
  const lines = records.map((record) => columns.map((column) => cell(record[column])));
  // Spreadsheets run cells that start like a formula; these are made plain text.
  return stringify(header ? [[...columns], ...lines] : lines, { escape_formulas: true });
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** Records that are written without a break. */
const recordsPerTurn = 500;

/** The same in pieces, between which everything else has its turn: a page of a file is a tenth of a second's work. */
export async function* tablePieces(
  format: TableFormat,
  columns: readonly string[],
  records: readonly TableRecord[],
  header: boolean,
): AsyncGenerator<string, void, undefined> {
  const breather = new Breather();
  const names = tableText(format, columns, [], header);
  if (names !== "") yield names;
  for (let start = 0; start < records.length; start += recordsPerTurn) {
    yield tableText(format, columns, records.slice(start, start + recordsPerTurn), false);
    await breather.pause();
  }
}
