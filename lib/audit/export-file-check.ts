import { createReadStream } from "node:fs";
import { auditEntry } from "@/lib/contract/audit";
import { ChainCheck, type ChainProblem } from "./chain-check";

export interface ChainHead {
  sequence: number;
  hash: string;
}

export interface FileCheck {
  /** Entries that hold, from the first on. */
  entries: number;
  head: ChainHead | null;
  firstAt: string | null;
  lastAt: string | null;
  problem: ChainProblem | null;
}

/** The file cannot be read, or is no export of the audit history. */
export class UnusableFile extends Error {
  override readonly name = "UnusableFile";
}

const exported = auditEntry.strict();

const filteredHint =
  "Either entries were taken out, or this is a filtered export: filters leave gaps, " +
  "so only an export without filters can be verified as a chain.";

/**
 * Verifies an export in JSON lines, one entry in memory at a time, with nothing but the file.
 * @param knownHead a head noted earlier and elsewhere: proves that nothing after it, and not it itself, was cut or
 * replaced by a chain made anew
 * @throws UnusableFile
 */
export async function checkExportFile(path: string, knownHead?: ChainHead): Promise<FileCheck> {
  const check = new ChainCheck();
  const seen: Omit<FileCheck, "entries" | "head" | "problem"> = { firstAt: null, lastAt: null };
  let knownHash: string | null = null;
  let lineNumber = 0;
  for await (const line of linesOf(path)) {
    lineNumber += 1;
    const entry = readEntry(line);
    if (entry === undefined) {
      if (lineNumber === 1) throw new UnusableFile(notAnExport);
      check.problem = {
        sequence: check.expected,
        words: `Line ${lineNumber}, where entry ${check.expected} should be, is not as an export writes it.`,
      };
      break;
    }
    const isGap = entry.sequence !== null && entry.sequence > check.expected;
    check.add(entry);
    if (check.problem !== null) {
      if (isGap) check.problem.words += ` ${filteredHint}`;
      break;
    }
    seen.firstAt ??= entry.at;
    seen.lastAt = entry.at;
    if (entry.sequence === knownHead?.sequence) knownHash = entry.hash;
  }
  if (lineNumber === 0) throw new UnusableFile("The file is empty.");
  if (knownHead !== undefined) check.problem ??= headProblem(check, knownHead, knownHash);
  const { entries, headSequence, headHash, problem } = check;
  const head = headSequence === null || headHash === null ? null : { sequence: headSequence, hash: headHash };
  return { entries, head, ...seen, problem };
}

const notAnExport =
  "The file does not begin with an entry of the audit history. Export it as JSON lines; CSV cannot be verified.";

/** An entry is a few kilobytes; a line that does not end is not read into memory whole. */
const lineCharactersMax = 1_000_000;

/** Lines end at a line feed alone: other separators of Unicode may stand inside a value. */
async function* linesOf(path: string): AsyncGenerator<string> {
  let rest = "";
  try {
    for await (const chunk of createReadStream(path, "utf8")) {
      const pieces = `${rest}${chunk}`.split("\n");
      rest = pieces.pop() ?? "";
      yield* pieces;
      if (rest.length > lineCharactersMax) break;
    }
  } catch (error) {
    throw new UnusableFile(error instanceof Error ? error.message : String(error));
  }
  if (rest !== "") yield rest;
}

/**
 * The entry of a line, or undefined when the line is not exactly what an export writes: a member twice or one too
 * many would be read differently by others than it is checked here.
 */
function readEntry(line: string) {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return undefined;
  }
  const { data } = exported.safeParse(json);
  return data !== undefined && JSON.stringify(json) === line ? data : undefined;
}

function headProblem(check: ChainCheck, known: ChainHead, hash: string | null): ChainProblem | null {
  const { sequence } = known;
  if (hash === known.hash) return null;
  return hash === null
    ? {
        sequence: check.expected,
        words: `The end is missing: the file stops at entry ${check.headSequence}, and the known head is entry ${sequence}.`,
      }
    : {
        sequence,
        words: `Entry ${sequence} is not the one that was noted: the chain up to it was made anew.`,
      };
}
