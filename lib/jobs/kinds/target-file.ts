import { Refusal } from "@/lib/contract/problem";
import type { PlannedRow, RowPages } from "@/lib/domain/jobs/kind";
import { oneOfFew } from "@/lib/domain/whitelist-import/files-at-once";
import { aboutOtherFormat, isWhitelistHeader } from "@/lib/domain/whitelist-import/header";
import { lineBytesMax } from "@/lib/domain/whitelist-import/limits";
import {
  aboutQuotes,
  aboutStrangeBytes,
  hasStrangeBytes,
  isTooLong,
  keptText,
  textOf,
  unquoted,
} from "@/lib/domain/whitelist-import/line-text";
import type { LinePlace } from "@/lib/domain/whitelist-import/lines";
import { readLines } from "@/lib/domain/whitelist-import/read-lines";

/** What the lines of a file of targets hold. */
export interface TargetsOfLines {
  /** What one is called: "RoT UID or IMEI". */
  name: string;
  /** Whether the first field of the first line is the name of a column and no target. */
  isName(field: string): boolean;
  /** The target in a field, or why there is none. */
  read(field: string): { id: string } | { wrong: string };
  /** Whether it comes for the first time. It is remembered. */
  isNew(id: string): boolean;
}

/**
 * Reads a file of targets: one a line, with or without quotation marks, a header line, a byte order mark. Where the
 * header names several columns, as in a file that was exported, the first one holds the targets and the others are
 * ignored. Lines that cannot be used, and targets that came before, are skipped rows.
 * @throws Refusal `invalid_input` for what is no such file, `too_large` for too many rows, `throttled`
 */
export function readTargetFile(file: AsyncIterable<Uint8Array>, targets: TargetsOfLines): RowPages {
  const lines = new TargetLines(targets);
  return oneOfFew(() => readLines(file, lines));
}

class TargetLines {
  readonly next: string;
  readonly #targets: TargetsOfLines;
  /** Whether the header names other columns behind the targets. */
  #hasColumns = false;

  constructor(targets: TargetsOfLines) {
    this.#targets = targets;
    this.next = `Use a text or CSV file with one ${targets.name} a line.`;
  }

  isHeader(firstLine: string): boolean {
    const otherFormat = aboutOtherFormat(firstLine);
    if (otherFormat !== undefined) {
      throw new Refusal("invalid_input", { detail: otherFormat, next: this.next });
    }
    if (isWhitelistHeader(firstLine)) {
      throw new Refusal("invalid_input", {
        detail:
          "This is a whitelist file in the vendor's form: each of its rows says whether to add or to remove.",
        next: `Import it on the whitelist page, or use a file with one ${this.#targets.name} a line.`,
      });
    }
    const [name = "", ...others] = firstLine.split(separators);
    if (!this.#targets.isName(unquoted(name.trim()) ?? "")) return false;
    this.#hasColumns = others.length > 0;
    return true;
  }

  row(block: Buffer, place: LinePlace, line: number): PlannedRow {
    const text = textOf(block, place);
    const read = isTooLong(place) ? { wrong: tooLong } : this.#read(text);
    if ("wrong" in read) return { ordinal: line, target: keptText(text), skip: read.wrong };
    return { ordinal: line, target: read.id, ...(this.#targets.isNew(read.id) ? {} : { skip: duplicate }) };
  }

  #read(text: string): { id: string } | { wrong: string } {
    if (hasStrangeBytes(text)) return { wrong: aboutStrangeBytes };
    const [field = "", ...others] = text.split(separators);
    if (others.length > 0 && !this.#hasColumns) return { wrong: severalColumns };
    const bare = unquoted(field.trim())?.trim();
    return bare === undefined ? { wrong: aboutQuotes } : this.#targets.read(bare);
  }
}

const separators = /[,;\t]/;

const duplicate = "An earlier line names it already.";
const tooLong = `The line is longer than ${lineBytesMax} bytes.`;
const severalColumns =
  "The line has several columns. Without a header that names them a line holds one id and nothing else.";
