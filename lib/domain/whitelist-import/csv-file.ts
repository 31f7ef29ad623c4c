import "server-only";
import { Readable } from "node:stream";
import { stringify } from "csv-stringify/sync";
import type { FileStream } from "@/lib/operations/perform-stream";

export type Cells = readonly (string | number)[];

/** Rows that are written in one go. */
const rowsPerTurn = 1_000;

/** A CSV file that is written page by page as it is read, with a header line. */
export function csvFile(
  fileName: string,
  columns: readonly string[],
  pages: AsyncIterable<readonly Cells[]>,
): FileStream {
  const body = Readable.from(csvText(columns, pages), { objectMode: false });
  return { fileName, mediaType: "text/csv; charset=utf-8", body };
}

async function* csvText(columns: readonly string[], pages: AsyncIterable<readonly Cells[]>) {
  yield csv([columns]);
  for await (const page of pages) {
    for (let start = 0; start < page.length; start += rowsPerTurn) {
      yield csv(page.slice(start, start + rowsPerTurn));
    }
  }
}

function csv(rows: readonly Cells[]): string {
  // Spreadsheets run cells that start like a formula; these are made plain text.
  return stringify([...rows], { escape_formulas: true });
}
