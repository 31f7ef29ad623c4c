import "server-only";
import { Breather } from "@/lib/domain/csr/breather";
import type { PlannedRow, RowPages } from "@/lib/domain/jobs/kind";
import { oneOfFew } from "./files-at-once";
import { requireHeader } from "./header";
import { type Clash, Ledger, type NumberedRow } from "./ledger";
import { rowsPerPage } from "./limits";
import { isTooLong, keptText, textOf } from "./line-text";
import type { LinePlace } from "./lines";
import { plainRow } from "./plain-row";
import { readLines } from "./read-lines";
import { judgeRow, tooLong, uidText } from "./row";

/**
 * Reads a file in the vendor's form (u-blox seed, device/whitelist/add) and judges every line of it. The rows carry
 * their line's number: first come, as skipped rows, the lines that cannot be used, then the others in the order of the
 * file, with ADD or DELETE as their input.
 * @throws Refusal `invalid_input` for what is no whitelist file, `too_large` for too many rows, `throttled`
 */
export function readWhitelistFile(pieces: AsyncIterable<Uint8Array>): RowPages {
  return oneOfFew(() => read(pieces));
}

async function* read(pieces: AsyncIterable<Uint8Array>): RowPages {
  const ledger = new Ledger();
  yield* readLines(pieces, {
    isHeader: (firstLine) => {
      requireHeader(firstLine);
      return true;
    },
    row: (block, place, line) => {
      const skip = judgeLine(block, place, line, ledger);
      // Whether a later line contradicts a good one is known at the end.
      return skip === undefined ? undefined : { ordinal: line, target: keptText(textOf(block, place)), skip };
    },
    next: "Upload a file with the header Id,Type,Action and one row per RoT UID.",
  });
  yield* pagesOf(ledger.contradicted(), contradictedRow);
  yield* pagesOf(ledger.good(), goodRow);
}

/** Enters the line into the ledger, or says why it cannot be used. */
function judgeLine(block: Buffer, place: LinePlace, line: number, ledger: Ledger): string | undefined {
  const row = plainRow(block, place) ?? (isTooLong(place) ? tooLong : judgeRow(textOf(block, place)));
  if (typeof row === "string") return row;
  const clash = ledger.add({ ...row, line });
  return clash && clashWords[clash];
}

/** Without the number of the other line: reasons are counted by their words, and both lines are found by the RoT UID. */
const clashWords: Record<Clash, string> = {
  duplicate: "An earlier line says the same already.",
  contradiction: "Another line asks for the opposite for the same RoT UID. Keep one of the two.",
};

async function* pagesOf(
  rows: Iterable<NumberedRow>,
  planned: (row: NumberedRow) => PlannedRow,
): AsyncGenerator<PlannedRow[], void, undefined> {
  const breather = new Breather();
  let page: PlannedRow[] = [];
  for (const row of rows) {
    page.push(planned(row));
    if (page.length < rowsPerPage) continue;
    yield page;
    page = [];
    await breather.pause();
  }
  if (page.length > 0) yield page;
}

function goodRow({ line, uid, action }: NumberedRow): PlannedRow {
  return { ordinal: line, target: uidText(uid), input: action };
}

/** In the file's plain form: how the line was written is not kept. */
function contradictedRow({ line, uid, action }: NumberedRow): PlannedRow {
  return {
    ordinal: line,
    target: `${uidText(uid)},ROTPublicUID,${action}`,
    skip: clashWords.contradiction,
  };
}
