import { imei } from "@/lib/contract/identifiers";
import { Refusal } from "@/lib/contract/problem";
import type { PlannedRow, RowPages } from "@/lib/domain/jobs/kind";
import { halvesOf, UidSet } from "@/lib/domain/jobs/uid-set";
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
import { aboutUid } from "@/lib/domain/whitelist-import/uid-words";

export interface IdFileOptions {
  /** Whether a line may also be an IMEI. */
  imeis: boolean;
}

/**
 * Reads a file of devices: one RoT UID a line, and IMEIs where they are taken; with or without quotation marks, a header
 * line, a byte order mark. Where the header names several columns, as in a file that was exported, the first one holds
 * the ids and the others are ignored. Lines that cannot be used, and ids that came before, are skipped rows.
 * @throws Refusal `invalid_input` for what is no such file, `too_large` for too many rows, `throttled`
 */
export function readIdFile(file: AsyncIterable<Uint8Array>, options: IdFileOptions): RowPages {
  const ids = new IdFile(options);
  return oneOfFew(() => readLines(file, ids));
}

class IdFile {
  readonly next: string;
  readonly #imeis: boolean;
  readonly #seenUids = new UidSet();
  readonly #seenImeis = new UidSet();
  /** Whether the header names other columns behind the ids. */
  #hasColumns = false;

  constructor({ imeis }: IdFileOptions) {
    this.#imeis = imeis;
    this.next = `Use a text or CSV file with one RoT UID${imeis ? " or IMEI" : ""} a line.`;
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
        next: "Import it on the whitelist page, or use a file with the RoT UIDs alone.",
      });
    }
    const [name = "", ...others] = firstLine.split(separators);
    if (!isName(name)) return false;
    this.#hasColumns = others.length > 0;
    return true;
  }

  row(block: Buffer, place: LinePlace, line: number): PlannedRow {
    const text = textOf(block, place);
    const read = isTooLong(place) ? { wrong: tooLong } : this.#read(text);
    if ("wrong" in read) return { ordinal: line, target: keptText(text), skip: read.wrong };
    return { ordinal: line, target: read.id, ...(read.isNew ? {} : { skip: duplicate }) };
  }

  #read(text: string): { id: string; isNew: boolean } | { wrong: string } {
    if (hasStrangeBytes(text)) return { wrong: aboutStrangeBytes };
    const [field = "", ...others] = text.split(separators);
    if (others.length > 0 && !this.#hasColumns) return { wrong: severalColumns };
    const id = unquoted(field.trim())?.trim().toLowerCase();
    if (id === undefined) return { wrong: aboutQuotes };
    if (/^[0-9a-f]{16}$/.test(id)) return { id, isNew: isNewIn(this.#seenUids, id) };
    if (this.#imeis && imei.safeParse(id).success) {
      return { id, isNew: isNewIn(this.#seenImeis, `0${id}`) };
    }
    return { wrong: aboutUid(id, this.#imeis ? noImei : noImeisHere) };
  }
}

const separators = /[,;\t]/;

/** Words without a digit, one letter of which is no hexadecimal digit: no id that was cut or mistyped looks like that. */
function isName(field: string): boolean {
  const name = unquoted(field.trim()) ?? "";
  return /^[\p{L} _./()-]+$/u.test(name) && /[^a-f _./()-]/iu.test(name);
}

function isNewIn(seen: UidSet, id: string): boolean {
  const before = seen.size;
  return seen.add(halvesOf(id)) === before;
}

const duplicate = "An earlier line names it already.";
const tooLong = `The line is longer than ${lineBytesMax} bytes.`;
const severalColumns =
  "The line has several columns. Without a header that names them a line holds one id and nothing else.";
const noImei =
  "This has 15 digits and is no IMEI, because its check digit does not fit: a digit is mistyped, or a spreadsheet has taken off the leading zero of a RoT UID.";
const noImeisHere =
  "This has 15 digits: a spreadsheet has changed it by taking off the leading zero, or it is an IMEI; RoT UIDs are needed here.";
