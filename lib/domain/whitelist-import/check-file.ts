import "server-only";
import { createHash } from "node:crypto";
import { Refusal } from "@/lib/contract/problem";
import { importRowsMax } from "@/lib/contract/whitelist";
import { type BadLineWriter, keptText } from "./bad-lines";
import { requireHeader } from "./header";
import { type Clash, Ledger } from "./ledger";
import { type Lines, readLines } from "./lines";
import { type Fault, judgeRow, uidText } from "./row";

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
  let rows = 0;
  let sawHeader = false;
  for await (const lines of readLines(hashing(pieces, hash))) {
    if (!sawHeader) requireHeader(lines.texts[0] ?? "");
    rows += judgeLines(sawHeader ? lines : withoutFirst(lines), ledger, badLines);
    sawHeader = true;
    if (rows > importRowsMax) throw tooManyRows();
    await badLines.flushWhenFull();
  }
  if (!sawHeader) throw empty("The file is empty.");
  if (rows === 0) throw empty("The file has a header and no rows.");
  await reportContradicted(ledger, badLines);
  return { ledger, sha256: hash.digest("hex") };
}

async function* hashing(pieces: AsyncIterable<Uint8Array>, hash: ReturnType<typeof createHash>) {
  for await (const piece of pieces) {
    hash.update(piece);
    yield piece;
  }
}

function withoutFirst({ firstNumber, texts }: Lines): Lines {
  return { firstNumber: firstNumber + 1, texts: texts.slice(1) };
}

/** @returns how many of them are rows; empty lines are none */
function judgeLines({ firstNumber, texts }: Lines, ledger: Ledger, badLines: BadLineWriter): number {
  let rows = 0;
  let line = firstNumber - 1;
  for (const text of texts) {
    line += 1;
    if (text === "") continue;
    rows += 1;
    const row = judgeRow(text);
    const clash = "reason" in row ? undefined : ledger.add({ ...row, line });
    const fault = "reason" in row ? row : clash && faultOf(clash);
    if (fault !== undefined) badLines.add({ line, text: keptText(text), ...fault });
  }
  return rows;
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
