import { parseArgs } from "node:util";
import { type ChainHead, checkExportFile, type FileCheck, UnusableFile } from "@/lib/audit/export-file-check";

// npm run audit:verify -- audit.jsonl [--head <sequence>:<hash>]
// Needs the file and nothing else. Exit 0: intact; 1: broken; 2: not a file that can be verified.
const usage = `Usage: npm run audit:verify -- <export.jsonl> [--head <sequence>:<hash>]

Verifies an export of the audit history (JSON lines, without filters). --head is the head that an earlier
verification printed and that was kept elsewhere: with it, a cut end and a chain made anew are found too.`;

const exitCodes = { intact: 0, broken: 1, unusable: 2 } as const;

async function run(): Promise<keyof typeof exitCodes> {
  const { path, head } = readArguments();
  const check = await checkExportFile(path, head);
  const checked = `Checked ${count(check.entries)}${span(check)}.`;
  if (check.problem !== null) {
    console.error(`${checked}\nBROKEN: ${check.problem.words}`);
    return "broken";
  }
  console.log(`${checked}\nIntact: every hash holds and no entry is missing in between.`);
  if (head !== undefined) console.log(`The known head, entry ${head.sequence}, is in its place.`);
  if (check.head !== null) {
    console.log(`Head: ${check.head.sequence}:${check.head.hash}`);
    console.log("Keep the head apart from the database: --head proves with it that no end was cut later.");
  }
  return "intact";
}

function readArguments(): { path: string; head: ChainHead | undefined } {
  let parsed: { values: { head?: string }; positionals: string[] };
  try {
    parsed = parseArgs({ options: { head: { type: "string" } }, allowPositionals: true });
  } catch {
    throw new UnusableFile(usage);
  }
  const { values, positionals } = parsed;
  const [path, ...others] = positionals;
  if (path === undefined || others.length > 0) throw new UnusableFile(usage);
  return { path, head: values.head === undefined ? undefined : readHead(values.head) };
}

function readHead(text: string): ChainHead {
  const [, sequence, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (sequence === undefined || hash === undefined) throw new UnusableFile(usage);
  return { sequence: Number(sequence), hash };
}

function count(entries: number): string {
  return entries === 1 ? "1 entry" : `${entries.toLocaleString("en-US")} entries`;
}

function span({ firstAt, lastAt }: FileCheck): string {
  return firstAt === null || lastAt === null ? "" : `, ${firstAt} to ${lastAt}`;
}

try {
  process.exitCode = exitCodes[await run()];
} catch (error) {
  console.error(error instanceof UnusableFile ? error.message : error);
  process.exitCode = exitCodes.unusable;
}
