import "server-only";
import { createHash, type Hash } from "node:crypto";
import { Refusal } from "@/lib/contract/problem";
import { importRowsMax } from "@/lib/contract/whitelist";
import { type BadLineWriter, keptText } from "./bad-lines";
import { requireHeader } from "./header";
import { type Clash, Ledger } from "./ledger";
import { lineBytesMax } from "./limits";
import { type LinePlace, linesOf, readLineBlocks } from "./lines";
import { plainRow } from "./plain-row";
import { type Fault, type GoodRow, judgeRow, tooLong, uidText } from "./row";

export interface CheckedFile {
  /** The good rows. */
  ledger: Ledger;
  /** Of the file as it came, in hex. */
  sha256: string;
}

/**
 * Reads a whole file and judges every line of it. Bad ones go to `badLines`, which is flushed at the end.
 * @throws Refusal when it is no whitelist file, has no rows, or has too many
 */
export async function checkFile(
  pieces: AsyncIterable<Uint8Array>,
  badLines: BadLineWriter,
): Promise<CheckedFile> {
  const hash = createHash("sha256");
  const ledger = new Ledger();
  let line = 0;
  let rows = 0;
  for await (const block of readLineBlocks(hashing(pieces, hash))) {
    for (const place of linesOf(block)) {
      line += 1;
      if (line === 1) requireHeader(withoutByteOrderMark(textOf(block, place)));
      else if (place.start < place.end) {
        rows += 1;
        judgeLine(block, place, line, ledger, badLines);
      }
    }
    if (rows > importRowsMax) throw tooManyRows();
    await badLines.flushWhenFull();
  }
  if (line === 0) throw empty("The file is empty.");
  if (rows === 0) throw empty("The file has a header and no rows.");
  await reportContradicted(ledger, badLines);
  return { ledger, sha256: hash.digest("hex") };
}

async function* hashing(pieces: AsyncIterable<Uint8Array>, hash: Hash) {
  for await (const piece of pieces) {
    hash.update(piece);
    yield piece;
  }
}

function judgeLine(
  block: Buffer,
  place: LinePlace,
  line: number,
  ledger: Ledger,
  badLines: BadLineWriter,
): void {
  const row = plainRow(block, place) ?? judgeText(block, place);
  const clash = "reason" in row ? undefined : ledger.add({ ...row, line });
  const fault = "reason" in row ? row : clash && faultOf(clash);
  if (fault !== undefined) badLines.add({ line, text: keptText(textOf(block, place)), ...fault });
}

function judgeText(block: Buffer, place: LinePlace): GoodRow | Fault {
  return place.end - place.start > lineBytesMax ? tooLong : judgeRow(textOf(block, place));
}

/** What is not valid UTF-8 becomes U+FFFD. */
function textOf(block: Buffer, { start, end }: LinePlace): string {
  return block.toString("utf8", start, end);
}

function withoutByteOrderMark(text: string): string {
  return text.startsWith("\ufeff") ? text.slice(1) : text;
}

function faultOf({ reason, line }: Clash): Fault {
  return reason === "duplicate"
    ? { reason, message: `Line ${line} says the same already.` }
    : { reason, message: `Line ${line} asks for the opposite for the same RoT UID. Keep one of the two.` };
}

/** The earlier lines of contradictions, told in the file's plain form: how they were written is not kept. */
async function reportContradicted(ledger: Ledger, badLines: BadLineWriter): Promise<void> {
  for (const { row, opposedBy } of ledger.contradicted()) {
    const text = `${uidText(row.uid)},ROTPublicUID,${row.action}`;
    badLines.add({
      line: row.line,
      text,
      ...faultOf({ reason: "contradiction", line: opposedBy }),
    });
    await badLines.flushWhenFull();
  }
  await badLines.flush();
}

function empty(detail: string): Refusal {
  return new Refusal("invalid_input", {
    detail,
    next: "Upload a file with the header Id,Type,Action and one row per RoT UID.",
  });
}

function tooManyRows(): Refusal {
  return new Refusal("too_large", {
    detail: `The file has more than ${importRowsMax.toLocaleString("en-US")} rows.`,
    next: "Divide it into several files. Nothing of it was kept.",
  });
}
