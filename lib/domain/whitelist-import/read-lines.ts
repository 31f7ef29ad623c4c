import "server-only";
import { fileRowsMax } from "@/lib/contract/job-kinds";
import { Refusal } from "@/lib/contract/problem";
import type { PlannedRow, RowPages } from "@/lib/domain/jobs/kind";
import { rowsPerPage } from "./limits";
import { textOf } from "./line-text";
import { type LinePlace, linesOf, readLineBlocks } from "./lines";

/** What a file of one target a line is to whoever reads it. */
export interface LineFile {
  /** Whether the first line is a header and no row. @throws Refusal for what is no such file */
  isHeader(firstLine: string): boolean;
  /** What becomes of a line that is not empty; undefined when that is not known before the end of the file. */
  row(block: Buffer, place: LinePlace, line: number): PlannedRow | undefined;
  /** How a right file looks, for files without a row. */
  next: string;
}

const byteOrderMark = Buffer.from("\ufeff");

/**
 * The rows of a file, in small pages as it arrives. Line ends are LF or CRLF, a byte order mark may come first, empty
 * lines count as lines and are no rows.
 * @throws Refusal `invalid_input` for a file without rows, `too_large` for one with too many, and what `isHeader` throws
 */
export async function* readLines(pieces: AsyncIterable<Uint8Array>, file: LineFile): RowPages {
  const found: PlannedRow[] = [];
  let line = 0;
  let rows = 0;
  for await (const block of readLineBlocks(pieces)) {
    for (const whole of linesOf(block)) {
      line += 1;
      const place = line === 1 ? behindByteOrderMark(block, whole) : whole;
      if (line === 1 && file.isHeader(textOf(block, place))) continue;
      if (place.start >= place.end) continue;
      rows += 1;
      const row = file.row(block, place, line);
      if (row !== undefined) found.push(row);
    }
    if (rows > fileRowsMax) throw tooManyRows();
    while (found.length >= rowsPerPage) yield found.splice(0, rowsPerPage);
  }
  if (rows === 0) {
    const detail = line === 0 ? "The file is empty." : "The file has no rows.";
    throw new Refusal("invalid_input", { detail, next: file.next });
  }
  if (found.length > 0) yield found;
}

function behindByteOrderMark(block: Buffer, { start, end }: LinePlace): LinePlace {
  const marked = block.subarray(start, start + byteOrderMark.length).equals(byteOrderMark);
  return { start: marked ? start + byteOrderMark.length : start, end };
}

function tooManyRows(): Refusal {
  return new Refusal("too_large", {
    detail: `The file has more than ${fileRowsMax.toLocaleString("en-US")} rows.`,
    next: "Divide it into several files. Nothing of it was kept.",
  });
}
